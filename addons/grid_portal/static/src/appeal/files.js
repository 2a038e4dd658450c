/**
 * Fields of files: what cannot be taken is said at once, and what can be is sent while the page stays.
 *
 * Without this script the files go with the page, and the server says the same of them. So they do when the sending
 * breaks off: they stay in the field until the server has listed them, and one sent twice is one file.
 */

/** Why a file cannot be taken, as the server calls it; nothing when it can. */
function problemOf(file, field, limits, place, room) {
    const endings = field.accept.split(",");
    const ending = file.name.toLowerCase().match(/\.[^.]*$/);
    if (!ending || !endings.includes(ending[0])) {
        return "forbidden";
    }
    if (!file.size) {
        return "empty";
    }
    if (file.size > Number(limits.max)) {
        return "too_big";
    }
    if (place >= Number(limits.count)) {
        return "too_many";
    }
    return file.size > room ? "too_much" : null;
}

/** How much the other fields of the form leave of what goes at one time. */
function roomFor(field, limits) {
    const others = [...field.form.querySelectorAll("input[type=file]")].filter((other) => other !== field);
    const taken = others.flatMap((other) => [...other.files]);
    return taken.reduce((room, file) => room - file.size, Number(limits.all));
}

/** Leave in the field what can be taken; return the sentences about the others. */
function sift(field, limits, sentences) {
    const good = new DataTransfer();
    const said = [];
    const waiting = document.querySelectorAll("#kept input[name=keep]:checked").length;
    let room = roomFor(field, limits);
    for (const file of field.files) {
        const problem = problemOf(file, field, limits, waiting + good.files.length, room);
        if (problem) {
            // a name may hold signs that mean something in a replacement: it is put in by a function
            said.push(sentences[problem].replace("{name}", () => file.name));
        } else {
            good.items.add(file);
            room -= file.size;
        }
    }
    field.files = good.files;
    return said;
}

/** Say sentences beside the field, as the server does. */
function say(field, sentences) {
    const id = `error-${field.id}`;
    // the server's list may bring one of its own beside that of before the sending
    for (const said of document.querySelectorAll(`[id="${id}"]`)) {
        said.remove();
    }
    field.classList.toggle("is-invalid", sentences.length > 0);
    const described = new Set((field.getAttribute("aria-describedby") || "").split(" ").filter(Boolean));
    described.delete(id);
    if (sentences.length) {
        described.add(id);
        const place = document.createElement("div");
        place.id = id;
        place.className = "invalid-feedback d-block";
        place.setAttribute("role", "alert");
        place.textContent = sentences.join(" ");
        field.after(place);
    }
    field.setAttribute("aria-describedby", [...described].join(" "));
}

/** Put the server's list in place of the old one, or say why there is none. */
function take(request, field, sentences, said) {
    if (request.status === 200 || request.status === 422) {
        document.querySelector("#kept").outerHTML = request.responseText;
        field.value = "";
        const refused = document.querySelector("#error-files")?.textContent;
        say(field, refused ? [refused, ...said] : said);
    } else if (request.status === 413) {
        field.value = ""; // the page could not take them along either
        say(field, [sentences.too_large, ...said]);
    } else {
        say(field, [sentences.unsent, ...said]);
    }
}

/** Send what is in the field, and show how far it is. */
function send(field, sentences, said) {
    const sending = document.querySelector("#sending");
    const bar = sending.querySelector("progress");
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", (event) => {
        bar.value = event.loaded / event.total;
    });
    request.addEventListener("loadend", () => {
        sending.hidden = true;
        take(request, field, sentences, said);
    });
    bar.value = 0;
    sending.hidden = false;
    request.open("POST", field.dataset.send);
    request.send(new FormData(field.form));
}

for (const place of document.querySelectorAll("[data-sentences]")) {
    const sentences = JSON.parse(place.dataset.sentences);
    place.addEventListener("change", ({ target: field }) => {
        if (field.type !== "file") {
            return;
        }
        const said = sift(field, place.dataset, sentences);
        say(field, said);
        if (field.files.length && field.dataset.send) {
            send(field, sentences, said);
        }
    });
}
