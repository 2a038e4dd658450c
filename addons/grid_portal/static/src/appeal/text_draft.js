/**
 * What is typed in the text of an appeal is kept on the device until the server has it: a connection may be lost, a
 * page closed. Only the text is kept, and no longer than the server keeps a form.
 */

const KEY = "grid_appeal_text";
const KEPT = 2 * 24 * 60 * 60 * 1000; // milliseconds

/** The device may refuse to keep anything: then nothing is offered. */
function onDevice(act) {
    try {
        return act(window.localStorage);
    } catch {
        return null;
    }
}

function forget() {
    onDevice((storage) => storage.removeItem(KEY));
}

function keep(text) {
    onDevice((storage) => storage.setItem(KEY, JSON.stringify({ text, at: Date.now() })));
}

/** The text that was kept and is not too old. */
function kept() {
    const draft = onDevice((storage) => JSON.parse(storage.getItem(KEY)));
    return draft && Date.now() - draft.at < KEPT ? draft.text : "";
}

/** Offer what was kept, when it is not what the page shows already. */
function offer(area) {
    const text = kept();
    const notice = document.querySelector("#text_kept");
    const [take, drop] = notice.querySelectorAll("button");
    take.addEventListener("click", () => {
        area.value = text;
        notice.hidden = true;
        area.focus();
    });
    drop.addEventListener("click", () => {
        forget();
        notice.hidden = true;
        area.focus();
    });
    // a browser writes the ends of lines in its own way
    notice.hidden = !text.trim() || text.trim() === area.value.trim();
}

const form = document.querySelector("form.grid_appeal");
const area = form?.querySelector("textarea#text");
if (area) {
    offer(area);
    area.addEventListener("input", () => keep(area.value));
    document.querySelector("[data-grid-forget]")?.addEventListener("click", forget);
} else if (form) {
    forget(); // another page of the form: the server has the text
}
