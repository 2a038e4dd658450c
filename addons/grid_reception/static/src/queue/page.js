/** What the pages of the queue do beyond plain HTML; each part is asked for by an attribute of the page. */

import { News } from "./news";
import { Voice } from "./voice";

const SETTLE = 300; // milliseconds in which more news is one reading
const { body } = document;

/** Read the page anew, and draw those living parts that differ: what one is about to press or stands on stays. */
async function redraw() {
    const answer = await fetch(location.href, { credentials: "same-origin" }).catch(() => null);
    if (!answer?.ok) {
        return;
    }
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of document.querySelectorAll("[data-live]")) {
        const other = fresh.querySelector(`[data-live="${part.dataset.live}"]`);
        if (other && other.innerHTML !== part.innerHTML && !part.querySelector("input:checked")) {
            part.replaceChildren(...other.childNodes);
        }
    }
}

function live() {
    const voice = new Voice(body.dataset.say || "");
    let settling;
    document.querySelector("[data-sound]")?.addEventListener("click", (ev) => {
        voice.turnOn();
        ev.target.remove();
    });
    new News(body.dataset, {
        changed: (news) => {
            if (news?.label && body.dataset.say) {
                voice.call(news);
            }
            clearTimeout(settling);
            settling = setTimeout(redraw, SETTLE);
        },
        lost: (isLost) => body.classList.toggle("is-lost", isLost),
    });
}

function clock(place) {
    const show = () => {
        place.textContent = new Date().toLocaleTimeString(document.documentElement.lang, {
            hour: "2-digit",
            minute: "2-digit",
        });
    };
    show();
    setInterval(show, 1_000);
}

if (document.querySelector("[data-live]")) {
    live();
}
document.querySelectorAll("[data-clock]").forEach(clock);
// a finger that presses twice sends once
document.querySelectorAll("form[data-once]").forEach((form) => {
    form.addEventListener("submit", (ev) => {
        if (form.dataset.sent) {
            ev.preventDefault();
        }
        form.dataset.sent = "1";
    });
});
// a screen without a keyboard has the digits on it
document.querySelectorAll("[data-pad]").forEach((pad) => {
    const field = document.getElementById(pad.dataset.pad);
    pad.addEventListener("click", (ev) => {
        const key = ev.target.closest("button");
        if (key) {
            field.value = key.value ? `${field.value}${key.value}`.slice(0, field.maxLength) : field.value.slice(0, -1);
        }
    });
});
if (document.querySelector("[data-print]")) {
    window.print();
}
// a page that a visitor has left goes back by itself
document.querySelectorAll("[data-idle]").forEach((link) => {
    setTimeout(() => location.replace(link.href), Number(link.dataset.idle) * 1_000);
});
