// Reads {sentences: [{on, text}], longEnough} from standard input with chrono-node; writes what it finds, and
// the seconds of the fastest of the passes made in longEnough seconds.
const chrono = require("chrono-node");

const { sentences, longEnough } = JSON.parse(require("fs").readFileSync(0, "utf-8"));
const read = () =>
  sentences.map(({ on, text }) => {
    const [year, month, day] = on.split("-").map(Number);
    return chrono.fr.casual.parse(text, new Date(year, month - 1, day, 12));
  });

const found = read();
const now = () => Number(process.hrtime.bigint()) / 1e9;
const ends = now() + longEnough;
let seconds = Infinity;
while (now() < ends) {
  const started = now();
  read();
  seconds = Math.min(seconds, now() - started);
}

const end = (parts) =>
  parts && { known: parts.knownValues, year: parts.get("year"), month: parts.get("month"), day: parts.get("day") };
const plain = found.map((results) => results.map((one) => ({ start: end(one.start), end: end(one.end) })));
console.log(JSON.stringify({ found: plain, seconds: longEnough ? seconds : 0 }));
