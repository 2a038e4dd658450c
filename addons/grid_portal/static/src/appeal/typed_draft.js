/**
 * What is typed in a form of the reception is kept on the device until the server has it: a connection may be lost, a
 * page closed. Each field is kept by itself with the key of its form, and no longer than the server keeps a form.
 */

const STORED = "grid_appeal_typed";
const KEPT = 2 * 24 * 60 * 60 * 1000; // milliseconds

/** The device may refuse to keep anything: then nothing is offered. */
function onDevice(act) {
    try {
        return act(window.localStorage);
    } catch {
        return null;
    }
}

/** What is kept and not too old: {field: {key, text, at}}. */
function kept() {
    const stored = onDevice((storage) => JSON.parse(storage.getItem(STORED))) || {};
    return Object.fromEntries(Object.entries(stored).filter(([, one]) => Date.now() - one.at < KEPT));
}

function store(fields) {
    onDevice((storage) =>
        Object.keys(fields).length
            ? storage.setItem(STORED, JSON.stringify(fields))
            : storage.removeItem(STORED)
    );
}

/** Keep only what is wanted of the fields that are kept. */
function retain(isWanted) {
    store(Object.fromEntries(Object.entries(kept()).filter(([name, one]) => isWanted(name, one))));
}

/** Whether two texts say the same: a browser and the server write the ends of lines and spaces in their own ways. */
function isSame(one, other) {
    const plain = (text) => text.normalize("NFC").replace(/\s+/g, " ").trim();
    return plain(one) === plain(other);
}

/** Offer what was kept of the fields of this page, when it is not what the page shows already. */
function offer(form, inputs, keep) {
    const fields = kept();
    const waiting = inputs.filter(
        ({ name, value }) => fields[name]?.text.trim() && !isSame(fields[name].text, value)
    );
    const notice = form.querySelector("#typed_kept");
    const [take, drop] = notice.querySelectorAll("button");
    const end = () => {
        notice.hidden = true;
        waiting[0].focus();
    };
    take.addEventListener("click", () => {
        for (const input of waiting) {
            input.value = fields[input.name].text;
            keep(input);
            const folded = input.closest("details");
            if (folded) {
                folded.open = true;
            }
        }
        end();
    });
    drop.addEventListener("click", () => {
        retain((name) => !waiting.some((input) => input.name === name));
        end();
    });
    notice.hidden = !waiting.length;
}

const form = document.querySelector("form.grid_appeal");
const receipt = window.location.pathname.match(/\/appeal\/receipt\/([^/]+)$/);
if (form) {
    const key = form.elements.key.value;
    const had = JSON.parse(form.elements.key.dataset.typed);
    retain((name, one) => one.key !== key || !isSame(one.text, had[name] || ""));
    const inputs = [...form.querySelectorAll("input.form-control:not([type=file]), textarea")];
    const keep = ({ name, value }) => store({ ...kept(), [name]: { key, text: value, at: Date.now() } });
    offer(form, inputs, keep);
    form.addEventListener("input", ({ target }) => {
        if (inputs.includes(target)) {
            keep(target);
        }
    });
    document.querySelector("[data-grid-forget]")?.addEventListener("click", () => store({}));
} else if (receipt) {
    retain((name, one) => one.key !== receipt[1]); // the appeal is with us: nothing of it stays on the device
}
