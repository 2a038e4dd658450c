/**
 * A form that is sent without signing in carries a small piece of work: it is done here while the person types.
 *
 * Without this script, or where it fails, the form is sent all the same, and the server takes fewer of such.
 */

const SOLVER = "/grid_portal/static/src/proof/solver.js";
const PATIENCE = 15000; // milliseconds that a pressed button waits at most

/** Begin the work of a field; what is promised comes true when the field holds the solution, or when it never will. */
function begin(field) {
    return new Promise((done) => {
        const worker = new Worker(SOLVER);
        const end = () => {
            worker.terminate();
            done();
        };
        worker.addEventListener("error", end);
        worker.addEventListener("message", (event) => {
            field.value = event.data;
            end();
        });
        worker.postMessage(field.dataset.challenge);
    });
}

/** Hold a form that is sent too early until its work is done; going back needs none. */
function hold(form, working) {
    let isDone = false;
    working.then(() => {
        isDone = true;
    });
    form.addEventListener("submit", (event) => {
        if (isDone || event.submitter?.name === "go") {
            return;
        }
        event.preventDefault();
        if (!form.hasAttribute("aria-busy")) {
            form.setAttribute("aria-busy", "true");
            const late = new Promise((done) => setTimeout(done, PATIENCE));
            Promise.race([working, late]).then(() => {
                isDone = true;
                form.removeAttribute("aria-busy");
                form.requestSubmit(event.submitter);
            });
        }
    });
}

for (const field of document.querySelectorAll("input[name=proof][data-challenge]")) {
    if (window.Worker && field.form.requestSubmit) {
        hold(field.form, begin(field));
    }
}
