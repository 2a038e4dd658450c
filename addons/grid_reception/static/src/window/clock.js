import { onWillUnmount, useState } from "@odoo/owl";

const SECOND = 1_000;

/** Seconds of a screen that runs, for waits and services that grow while one looks; nothing is asked of the server. */
export function useClock() {
    const clock = useState({ now: Date.now() });
    const turning = setInterval(() => {
        clock.now = Date.now();
    }, SECOND);
    onWillUnmount(() => clearInterval(turning));
    return clock;
}

/** Return a length of time as 4:05 or 1:04:05. */
export function spent(from, now) {
    const seconds = Math.max(0, Math.floor((now - new Date(from)) / SECOND));
    const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    const two = (number) => String(number).padStart(2, "0");
    return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
