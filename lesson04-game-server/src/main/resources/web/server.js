// The server's HTTP side. Every failure becomes an Error whose message can be shown.

async function call(method, path, body) {
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Error('The server does not answer.');
  }
  if (!response.ok) {
    throw await failure(response);
  }
  return response;
}

async function failure(response) {
  let why = `The server said ${response.status}.`;
  try {
    why = (await response.json()).error ?? why;
  } catch {
    // Not JSON: the status has to do.
  }
  return Object.assign(new Error(why), { status: response.status });
}

const room = name => `/rooms/${encodeURIComponent(name)}`;

export async function rooms() {
  return (await call('GET', '/rooms')).json();
}

export async function openRoom(name) {
  return (await call('POST', '/rooms', { name })).json();
}

export async function addBot(name) {
  return (await call('POST', `${room(name)}/bots`)).json();
}

export async function removeBot(name, id) {
  await call('DELETE', `${room(name)}/bots/${encodeURIComponent(id)}`);
}

export async function startTournament(name, players) {
  return (await call('POST', `${room(name)}/tournament`, { players })).json();
}

export async function replays(name) {
  return (await call('GET', `${room(name)}/replays`)).json();
}

/** The lines of a replay, each as its object, as they arrive. */
export async function* replay(id, signal) {
  const response = await fetch(`/replays/${encodeURIComponent(id)}`, { signal });
  if (!response.ok) {
    throw await failure(response);
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    const lines = (rest + (value ?? '')).split('\n');
    // What follows the last line end is a line that is still on its way.
    rest = done ? '' : lines.pop();
    for (const line of lines) {
      if (line.trim() !== '') {
        yield JSON.parse(line);
      }
    }
    if (done) {
      return;
    }
  }
}

export async function dashboard(player) {
  return (await call('GET', `/players/${encodeURIComponent(player)}/dashboard`)).json();
}
