// Server-sent events. Browsers open about six HTTP connections to a server, for all their tabs together, and every
// stream holds one: so a tab that nobody sees gives its streams back.

const REOPEN_MILLIS = 4000;

export function follow(path, onData) {
  let source = null;
  let timer = null;

  function open() {
    if (source || document.hidden) {
      return;
    }
    source = new EventSource(path);
    source.onmessage = event => onData(JSON.parse(event.data));
    source.onerror = () => {
      if (source?.readyState === EventSource.CLOSED) {
        close();
        timer = setTimeout(open, REOPEN_MILLIS);
      }
    };
  }

  function close() {
    clearTimeout(timer);
    source?.close();
    source = null;
  }

  document.addEventListener('visibilitychange', () => document.hidden ? close() : open());
  open();
}
