// The little that the page needs on top of the DOM. Text comes in by textContent alone, so that what others write is
// never taken for HTML.

export function byId(id) {
  return document.getElementById(id);
}

export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === 'text') {
      made.textContent = value;
    } else if (name === 'class') {
      made.className = value;
    } else if (name.startsWith('on')) {
      made.addEventListener(name.slice(2), value);
    } else {
      made.setAttribute(name, value);
    }
  }
  made.append(...children);
  return made;
}

/** Sets text only where it differs: what stays is not laid out again, nor read out again. */
export function say(target, text) {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}

/**
 * Shows items as the children of a list. Rows live on as long as their key does, so that a list that is refreshed
 * every two seconds does not take the focus away from who is on one of its buttons.
 */
export function showList(list, items, keyOf, create, update) {
  const old = new Map([...list.children].map(row => [row.dataset.key, row]));
  let place = list.firstElementChild;
  for (const item of items) {
    const key = String(keyOf(item));
    let row = old.get(key);
    old.delete(key);
    if (!row) {
      row = create(item);
      row.dataset.key = key;
    }
    update(row, item);
    if (row === place) {
      place = place.nextElementSibling;
    } else {
      list.insertBefore(row, place);
    }
  }
  for (const gone of old.values()) {
    gone.remove();
  }
}
