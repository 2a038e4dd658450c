/**
 * A worker: it looks for the number that solves a challenge, and answers the solution.
 *
 * SHA-256 is written out here (FIPS 180-4): `crypto.subtle` is missing where a page comes without TLS, and asks
 * more time for each of the many short texts than the digest itself.
 */

const BLOCK = 64; // bytes
const PRIMES = [];
for (let number = 2; PRIMES.length < BLOCK; number++) {
    if (PRIMES.every((prime) => number % prime)) {
        PRIMES.push(number);
    }
}

/** The first 32 bits of the fraction of a root. */
const fraction = (root) => ((root % 1) * 2 ** 32) | 0;
const CONSTANTS = Int32Array.from(PRIMES, (prime) => fraction(Math.cbrt(prime)));
const BEGINNING = Int32Array.from(PRIMES.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
const words = new Int32Array(BLOCK);

const turn = (word, bits) => (word >>> bits) | (word << (32 - bits));

/** Spread a block of bytes over the words of its rounds. */
function spread(bytes, from) {
    for (let i = 0; i < 16; i++) {
        const at = from + 4 * i;
        words[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
    }
    for (let i = 16; i < BLOCK; i++) {
        const early = words[i - 15];
        const late = words[i - 2];
        const one = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
        const two = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
        words[i] = words[i - 16] + one + words[i - 7] + two;
    }
}

/** Take a block into the state of a digest. Nothing is made anew here: it runs many thousand times. */
function take(state, bytes, from) {
    spread(bytes, from);
    let a = state[0], b = state[1], c = state[2], d = state[3];
    let e = state[4], f = state[5], g = state[6], h = state[7];
    for (let i = 0; i < BLOCK; i++) {
        const chosen = (e & f) ^ (~e & g);
        const most = (a & b) ^ (a & c) ^ (b & c);
        const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + chosen + CONSTANTS[i] + words[i]) | 0;
        const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + most) | 0;
        h = g;
        g = f;
        f = e;
        e = (d + one) | 0;
        d = c;
        c = b;
        b = a;
        a = (one + two) | 0;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
}

/** The bytes of a text as whole blocks: a bit ends it, its length in bits ends them. */
function padded(text) {
    const bytes = new Uint8Array(Math.ceil((text.length + 9) / BLOCK) * BLOCK);
    for (let i = 0; i < text.length; i++) {
        bytes[i] = text.charCodeAt(i);
    }
    bytes[text.length] = 0x80;
    new DataView(bytes.buffer).setUint32(bytes.length - 4, 8 * text.length);
    return bytes;
}

/** Count on by one the decimal number that ends before a byte. */
function countOn(bytes, end) {
    let at = end - 1;
    while (bytes[at] === 0x39) {
        bytes[at--] = 0x30;
    }
    bytes[at]++;
}

/** How many zero bits a digest begins with, as far as two of its words go. */
const zeros = (state) => (state[0] ? Math.clz32(state[0]) : 32 + Math.clz32(state[1]));

function solve(challenge) {
    const bits = Number(challenge.split(".")[1]);
    const fixed = `${challenge}.`;
    const length = fixed.length + 12; // with a number of twelve digits, more than any work asks for
    const bytes = padded(fixed + "0".repeat(12));
    const whole = Math.floor(fixed.length / BLOCK) * BLOCK; // these bytes are the same whatever the number
    const begun = BEGINNING.slice();
    for (let at = 0; at < whole; at += BLOCK) {
        take(begun, bytes, at);
    }
    const state = begun.slice();
    for (;;) {
        state.set(begun);
        for (let at = whole; at < bytes.length; at += BLOCK) {
            take(state, bytes, at);
        }
        if (zeros(state) >= bits) {
            return String.fromCharCode(...bytes.subarray(0, length));
        }
        countOn(bytes, length);
    }
}

self.addEventListener("message", (event) => self.postMessage(solve(event.data)));
