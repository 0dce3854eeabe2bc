// Where Chromium is, and how tests start it. It knows no package, so that other modules' tests can use it with their own.

import { existsSync } from 'node:fs';

const USUAL = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe'];

/** Starts the browser of this machine by Playwright's `chromium`. */
export async function launch(chromium) {
  const executablePath = [process.env.CHROMIUM, ...USUAL].find(path => path && existsSync(path));
  if (!executablePath) {
    throw new Error('There is no Chromium where it usually is. On Debian: sudo apt install chromium. '
      + 'Elsewhere: CHROMIUM=/path/to/chromium');
  }
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
}
