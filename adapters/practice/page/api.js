// Talking with the practice room. Every refusal comes back as one sentence: `Refused`.

const BASE = "/practice/api";
const MOST = 1_000; // messages of a place that can be asked for at once; above that, it is all
const AWAY =
  "The practice room does not answer. What you wrote is still here. Is the program running?";

export class Refused extends Error {}

// Nobody answers just now. It passes by itself.
export class Away extends Refused {
  constructor() {
    super(AWAY);
  }
}

export function state(person, limit) {
  const asked = new URLSearchParams({ as: person ?? "", limit: limit <= MOST ? limit : "" });
  for (const name of ["as", "limit"]) if (!asked.get(name)) asked.delete(name);
  return call(person ? `/state?${asked}` : "/state");
}
export const act = (deed, key) => call("/act", deed, key && { "Idempotency-Key": key });
export const clock = (move) => call("/clock", move);
export const play = (wish) => call("/play", wish);

export function listen(person, onNews) {
  const source = new EventSource(`/practice/events?as=${encodeURIComponent(person)}`);
  source.addEventListener("news", onNews);
  return source;
}

async function call(path, content, headers = {}) {
  let answer;
  try {
    answer = await fetch(BASE + path, content && {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify(content),
    });
  } catch {
    throw new Away();
  }
  const given = await answer.json().catch(() => ({}));
  if (!answer.ok) throw given.error ? new Refused(given.error) : new Away();
  return given;
}
