import { _t } from "@web/core/l10n/translation";
import { ConnectionLostError, RPCError } from "@web/core/network/rpc";

const MODEL = "grid.window.desk";
const CUSTOMERS = "grid.appeal.desk"; // finds them by whatever they say of themselves

/** What the screen of a window knows; every act is answered by the whole screen anew. */
export class WindowDesk {
    constructor(orm) {
        this.orm = orm;
        this.screen = { window: false, windows: [] };
        this.busy = false;
        this.turn = 0;
        this.failure = "";
        this.nobody = false;
        this.others = { services: [], windows: [] };
        this.asking = ""; // the act whose note is being typed
        this.typed = { service_id: false, window_id: false, note: "", said: "" };
        this.found = null; // the customers whom the search has found
    }

    get ticket() {
        return this.screen.ticket;
    }

    get isServing() {
        return this.ticket && this.ticket.state === "serving";
    }

    get isCalled() {
        return this.ticket && this.ticket.state === "called";
    }

    /** Read the screen anew; an act that began meanwhile shows a newer one. */
    async read() {
        const turn = ++this.turn;
        const screen = await this.call("read_screen").catch((error) => {
            this.failure = sentence(error);
        });
        if (screen && turn === this.turn) {
            this.show(screen);
        }
    }

    /** Do an act; a second press while it is on its way is dropped. */
    async ask(method, ...args) {
        if (this.busy) {
            return;
        }
        this.busy = true;
        this.failure = "";
        this.turn++;
        try {
            this.show(await this.call(method, ...args));
        } catch (error) {
            const failure = sentence(error);
            await this.read();
            this.failure = failure;
        } finally {
            this.busy = false;
        }
    }

    call(method, ...args) {
        return this.orm.silent.call(MODEL, method, args);
    }

    show(screen) {
        this.nobody = Boolean(screen.nobody);
        if (!screen.ticket || screen.ticket.id !== this.ticket?.id) {
            this.stopAsking();
        }
        this.screen = screen;
    }

    open(id) {
        return this.ask("open_window", id);
    }

    close() {
        return this.ask("close_window");
    }

    next() {
        if (!this.isCalled) {
            return this.ask("call_next");
        }
    }

    act(name, values = {}) {
        if (this.ticket) {
            return this.ask("act", this.ticket.id, name, values);
        }
    }

    // --- an act that asks for words
    async begin(act) {
        if (act === "hand_over") {
            this.others = await this.call("read_others");
        }
        this.typed = { service_id: this.others.services[0]?.id, window_id: false, note: "", said: "" };
        this.found = null;
        this.asking = act;
    }

    stopAsking() {
        this.asking = "";
    }

    send() {
        return this.act(this.asking, this.typed);
    }

    // --- who the visitor is
    async find() {
        const { said } = this.typed;
        const { found } = await this.orm.silent.call(CUSTOMERS, "find", [said]);
        if (said === this.typed.said) {
            this.found = found.filter((hit) => hit.id);
        }
    }

    async setCustomer(hit) {
        await this.ask("set_customer", this.ticket.id, hit.id);
        if (!this.failure) {
            this.stopAsking();
        }
    }

    get windowsOfService() {
        return this.others.windows.filter((one) => one.services.includes(this.typed.service_id));
    }
}

function sentence(error) {
    if (error instanceof ConnectionLostError) {
        return _t("No connection. Press the button again in a moment.");
    }
    if (error instanceof RPCError && /(Access|Missing|User|Validation)Error$/.test(error.exceptionName || "")) {
        return error.data.message;
    }
    throw error;
}
