// What is said in the room, and what happens there that is worth a line. Text is shown as text, whatever it says.

import { byId, element } from './dom.js';

const KEPT = 200;

export class Chat {
  #log = byId('log');
  #input = byId('chat-text');
  #theme;
  #colorOf;

  /** `send(text)` is false if nothing could be sent; `onSaid()`: whoever has said it may want to go on playing. */
  constructor(theme, colorOf, send, onSaid) {
    this.#theme = theme;
    this.#colorOf = colorOf;
    byId('chat-form').addEventListener('submit', event => {
      event.preventDefault();
      const text = this.#input.value.trim();
      if (text === '') {
        onSaid();
      } else if (send(text)) {
        this.#input.value = '';
        onSaid();
      }
    });
  }

  focus() {
    this.#input.focus();
  }

  said(from, text, isMe) {
    const who = element('b', { text: from });
    const color = this.#colorOf(from);
    if (color) {
      who.style.color = this.#theme.snake(color);
    }
    this.#add(element('p', { class: isMe ? 'said mine' : 'said' }, who, ' ', element('span', { text })));
  }

  note(text, kind = 'note') {
    this.#add(element('p', { class: kind, text }));
  }

  #add(line) {
    const atEnd = this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < 40;
    this.#log.append(line);
    while (this.#log.childElementCount > KEPT) {
      this.#log.firstElementChild.remove();
    }
    // Whoever has scrolled up to read is left there.
    if (atEnd) {
      this.#log.scrollTop = this.#log.scrollHeight;
    }
  }
}
