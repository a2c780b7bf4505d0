// Talking with the practice room. Every refusal comes back as one sentence: `Refused`.

const BASE = "/practice/api";
const AWAY =
  "The practice room does not answer. What you wrote is still here. Is the program running?";

export class Refused extends Error {}

export const state = (person) => call(person ? `/state?as=${encodeURIComponent(person)}` : "/state");
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
    throw new Refused(AWAY);
  }
  const given = await answer.json().catch(() => ({ error: AWAY }));
  if (!answer.ok) throw new Refused(given.error ?? AWAY);
  return given;
}
