// What the page remembers between visits. A browser may forbid it: then nothing is remembered, and nothing fails.

export function remembered(key) {
  try {
    return localStorage.getItem('quest.' + key);
  } catch {
    return null;
  }
}

export function remember(key, value) {
  try {
    localStorage.setItem('quest.' + key, value);
  } catch {
    // Forbidden or full: the page works without.
  }
}
