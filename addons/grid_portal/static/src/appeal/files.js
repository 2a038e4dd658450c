/**
 * The field of files: what cannot be taken is said at once, and what can be is sent while the page stays.
 *
 * Without this script the files go with the page, and the server says the same of them. So they do when the sending
 * breaks off: they stay in the field until the server has listed them, and one sent twice is one file.
 */

const field = document.querySelector("input#files[data-max]");

/** Why a file cannot be taken, as the server calls it; nothing when it can. */
function problemOf(file, place) {
    const endings = field.accept.split(",");
    const ending = file.name.toLowerCase().match(/\.[^.]*$/);
    if (!ending || !endings.includes(ending[0])) {
        return "forbidden";
    }
    if (!file.size) {
        return "empty";
    }
    if (file.size > Number(field.dataset.max)) {
        return "too_big";
    }
    return place >= Number(field.dataset.count) ? "too_many" : null;
}

/** Leave in the field what can be taken; return the sentences about the others. */
function sift() {
    const sentences = JSON.parse(field.dataset.sentences);
    const good = new DataTransfer();
    const said = [];
    const waiting = document.querySelectorAll("#kept input[name=keep]:checked").length;
    for (const file of field.files) {
        const problem = problemOf(file, waiting + good.files.length);
        if (problem) {
            // a name may hold signs that mean something in a replacement: it is put in by a function
            said.push(sentences[problem].replace("{name}", () => file.name));
        } else {
            good.items.add(file);
        }
    }
    field.files = good.files;
    return said;
}

/** Say sentences beside the field, as the server does. */
function say(sentences) {
    document.querySelector("#error-files")?.remove();
    field.classList.toggle("is-invalid", sentences.length > 0);
    field.setAttribute("aria-describedby", sentences.length ? "hint-files error-files" : "hint-files");
    if (sentences.length) {
        const place = document.createElement("div");
        place.id = "error-files";
        place.className = "invalid-feedback d-block";
        place.textContent = sentences.join(" ");
        document.querySelector("#kept").append(place);
    }
}

/** Send what is in the field, show how far it is, and put the server's list in place of the old one. */
function send(said) {
    const sending = document.querySelector("#sending");
    const bar = sending.querySelector("progress");
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", (event) => {
        bar.value = event.loaded / event.total;
    });
    request.addEventListener("loadend", () => {
        sending.hidden = true;
        if (request.status === 200 || request.status === 422) {
            document.querySelector("#kept").outerHTML = request.responseText;
            field.value = "";
            const refused = document.querySelector("#error-files")?.textContent;
            say(refused ? [refused, ...said] : said);
        }
    });
    bar.value = 0;
    sending.hidden = false;
    request.open("POST", field.dataset.send);
    request.send(new FormData(field.form));
}

field?.addEventListener("change", () => {
    const said = sift();
    say(said);
    if (field.files.length && field.dataset.send) {
        send(said);
    }
});
