// Times in people's words, in the community's zone.

export const zone = document.body.dataset.zone;

const parts = (at, options) => new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options }).format(new Date(at));

export const time = (at) => parts(at, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
export const day = (at) =>
  parts(at, { weekday: "long", day: "numeric", month: "long", year: "numeric" }).replace(",", "");
export const shortDay = (at) => parts(at, { weekday: "short", day: "numeric", month: "short" }).replace(",", "");
export const isoDay = (at) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short" }).format(new Date(at));

// The instant at which the clocks of the zone show this day and time.
export function instant(isoDate, isoTime) {
  const wall = Date.parse(`${isoDate}T${isoTime}:00Z`);
  const ahead = (at) => {
    const shown = new Intl.DateTimeFormat("sv-SE", {
      timeZone: zone, dateStyle: "short", timeStyle: "medium",
    }).format(new Date(at));
    return Date.parse(`${shown.replace(" ", "T")}Z`) - at;
  };
  const guess = wall - ahead(wall);
  return new Date(wall - ahead(guess)).toISOString().replace(".000", "");
}
