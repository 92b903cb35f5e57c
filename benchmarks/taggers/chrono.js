// Reads {sentences: [{on, text}], longEnough} from standard input with chrono-node; writes what it finds, and
// the seconds that one pass takes: the mean of passes that take longEnough seconds.
const chrono = require("chrono-node");

const { sentences, longEnough } = JSON.parse(require("fs").readFileSync(0, "utf-8"));
const read = () =>
  sentences.map(({ on, text }) => {
    const [year, month, day] = on.split("-").map(Number);
    return chrono.fr.casual.parse(text, new Date(year, month - 1, day, 12));
  });

const found = read();
const now = () => Number(process.hrtime.bigint()) / 1e9;
const started = now();
let passes = 0;
let spent = 0;
while (spent < longEnough) {
  read();
  passes += 1;
  spent = now() - started;
}
const seconds = passes ? spent / passes : 0;

const end = (parts) =>
  parts && { known: parts.knownValues, year: parts.get("year"), month: parts.get("month"), day: parts.get("day") };
const plain = found.map((results) => results.map((one) => ({ start: end(one.start), end: end(one.end) })));
console.log(JSON.stringify({ found: plain, seconds }));
