// Starts the arena as a program of its own, as `./quest play` does, and ends it.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const NEEDED = '25';
export const JVM_FLAGS = ['--enable-preview', '--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED'];
const MAIN = 'quest.gameserver.scenes.ArenaProgram';

function isJdk(folder) {
  const release = join(folder, 'release');
  return existsSync(release) && readFileSync(release, 'utf8').includes(`JAVA_VERSION="${NEEDED}`);
}

/** The JDK's `java`. */
export function java() {
  const usual = '/usr/lib/jvm';
  const installed = existsSync(usual) ? readdirSync(usual).map(name => join(usual, name)) : [];
  const jdk = [process.env.JAVA_HOME, process.env.JAVA25_HOME, ...installed].find(home => home && isJdk(home));
  if (!jdk) {
    throw new Error(`There is no JDK ${NEEDED} in ${usual}. Where is it? JAVA_HOME=/path/to/jdk-${NEEDED}`);
  }
  return join(jdk, 'bin', 'java');
}

/** `ARENA_COMMAND` is another way to start it, words with spaces between; the flags come after it. */
function command() {
  if (process.env.ARENA_COMMAND) {
    return process.env.ARENA_COMMAND.split(' ');
  }
  if (!process.env.ARENA_CLASSPATH) {
    throw new Error('ARENA_CLASSPATH is missing. Maven sets it: mvn test -Pbrowser -pl lesson04-game-server -am');
  }
  return [java(), ...JVM_FLAGS, '-cp', process.env.ARENA_CLASSPATH, MAIN];
}

/** A running arena: `{ port, url, stop(), kill(), flags }`. Its data is in a folder that goes with `close()`. */
export async function startArena(flags = [], { port = 0, data = mkdtempSync(join(tmpdir(), 'arena-')) } = {}) {
  const [program, ...words] = command();
  const child = spawn(program, [...words, '--port', String(port), '--data', data, ...flags],
    { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const listening = new Promise((resolve, reject) => {
    lines.on('line', line => {
      const found = /listening on 127\.0\.0\.1:(\d+)/.exec(line);
      if (found) {
        resolve(Number(found[1]));
      }
    });
    child.once('error', reject);
    child.once('exit', code => reject(new Error(`the arena ended with ${code} before it listened`)));
  });
  const at = await listening;

  /** Asks it to end; its exit code. */
  async function stop() {
    child.kill('SIGTERM');
    const [code] = await exited;
    return code;
  }

  async function kill() {
    child.kill('SIGKILL');
    await exited;
  }

  return {
    port: at,
    url: `http://127.0.0.1:${at}/`,
    ws: `ws://127.0.0.1:${at}/ws`,
    data,
    stop,
    kill,
    async close() {
      if (child.exitCode === null && child.signalCode === null) {
        await stop();
      }
      rmSync(data, { recursive: true, force: true });
    },
  };
}
