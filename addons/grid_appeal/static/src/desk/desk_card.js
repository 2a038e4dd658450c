import { _t } from "@web/core/l10n/translation";
import { ConnectionLostError, RPCError } from "@web/core/network/rpc";
import { KeepLast } from "@web/core/utils/concurrency";
import { uuid } from "@web/core/utils/strings";

const MODEL = "grid.appeal.desk";
// refusals that are sentences for the clerk; anything else is a fault of the program
const SENTENCES = ["AccessError", "MissingError", "UserError", "ValidationError"];
const EMPTY = {
    partner_id: false,
    point_id: false,
    name: "",
    phone: "",
    email: "",
    inn: "",
    anonymous: false,
    text: "",
    category_id: false,
    kind: "consultation",
    danger: false,
    answer: "",
};

/**
 * One card of a call or a window: what is typed in it, what is known of the customer, what it became.
 * Its key makes one appeal of it, however often it is sent.
 */
export class DeskCard {
    constructor(orm) {
        this.orm = orm;
        this.newest = { customer: new KeepLast(), hint: new KeepLast() };
        this.choices = null;
        this.unfinished = [];
        this.typed = {};
        this.focus = { on: "", turn: 0 };
    }

    call(method, ...args) {
        return this.orm.silent.call(MODEL, method, args);
    }

    async start() {
        this.choices = await this.call("start");
        this.unfinished = this.choices.unfinished;
        this.clear();
    }

    /** Begin an empty card; the channel and the branch stay as they were. */
    clear() {
        const { channel, branch_id } = this.choices;
        this.key = uuid();
        this.typed = {
            ...EMPTY,
            channel: this.typed.channel || channel,
            branch_id: this.typed.branch_id || branch_id,
        };
        this.chosen = {}; // what the clerk chose herself: no suggestion changes it
        this.customer = null;
        this.isNew = false;
        this.dangerWords = "";
        this.answering = false;
        this.errors = {};
        this.failure = "";
        this.busy = false;
        this.done = null;
        this.moveTo("search");
    }

    /** What is worth keeping, as text that can be compared; empty for a card nobody began. */
    get content() {
        const { partner_id, name, phone, email, inn, text, answer } = this.typed;
        const begun = !this.done && [partner_id, name, phone, email, inn, text, answer].some(Boolean);
        return begun ? JSON.stringify({ ...this.typed, title: this.title, chosen: this.chosen }) : "";
    }

    get title() {
        const who = this.customer?.name || this.typed.name || this.typed.phone || this.typed.email;
        return [who, this.typed.text.slice(0, 60)].filter(Boolean).join(": ");
    }

    moveTo(place) {
        this.focus = { on: place, turn: this.focus.turn + 1 };
    }

    // --- the customer
    async choose({ id, point_id, ticket_id }) {
        this.moveTo("text"); // at once: the person speaks while the answer is on its way
        const asked = id ? this.call("show", id, point_id || false) : this.call("show_appeal", ticket_id);
        const customer = await this.newest.customer.add(asked);
        const known = point_id || (customer.points.length === 1 && customer.points[0].id);
        this.customer = customer;
        this.isNew = false;
        Object.assign(this.typed, {
            partner_id: customer.id,
            point_id: known || false,
            phone: customer.phone,
            email: customer.email,
            name: customer.typed_name || "",
            inn: "",
            anonymous: Boolean(customer.is_anonymous),
        });
        this.errors = {};
    }

    newApplicant(said) {
        this.customer = null;
        this.isNew = true;
        Object.assign(this.typed, { partner_id: false, point_id: false, phone: "", email: "", name: "", inn: "" }, said);
        this.moveTo(this.typed.name ? "phone" : "name");
    }

    // --- the question
    pick(field, value) {
        this.typed[field] = value;
        this.chosen[field] = true;
        delete this.errors[field];
        if (field === "category_id") {
            const category = this.choices.categories.find((one) => one.id === value);
            this.suggestInto("kind", category?.kind || undefined);
            this.suggestInto("danger", Boolean(this.dangerWords || category?.danger));
        }
    }

    async suggest() {
        const hint = await this.newest.hint.add(this.call("suggest", this.typed.text));
        this.dangerWords = hint.danger;
        this.suggestInto("category_id", hint.category_id);
        this.suggestInto("kind", hint.kind);
        this.suggestInto("danger", Boolean(hint.danger));
    }

    suggestInto(field, value) {
        if (!this.chosen[field] && value !== undefined) {
            this.typed[field] = value;
        }
    }

    // --- what it becomes
    beginAnswer() {
        if (this.typed.danger) {
            return this.send("answer_at_once"); // the server says why danger is never closed so
        }
        this.answering = true;
        this.moveTo("answer");
    }

    stopAnswer() {
        this.answering = false;
        this.moveTo("text");
    }

    register() {
        return this.send("register");
    }

    answerAtOnce() {
        return this.send("answer_at_once");
    }

    async send(method) {
        if (this.busy || this.done) {
            return;
        }
        this.busy = true;
        this.failure = "";
        try {
            const { ticket, errors } = await this.call(method, { key: this.key, ...this.typed });
            this.errors = errors || {};
            if (ticket) {
                this.unfinished = this.unfinished.filter((one) => one.key !== this.key);
                this.done = ticket;
                this.moveTo("next");
            } else {
                this.moveTo(Object.keys(errors)[0]);
            }
        } catch (error) {
            this.failure = this.sentenceOf(error);
        } finally {
            this.busy = false;
        }
    }

    sentenceOf(error) {
        if (error instanceof ConnectionLostError) {
            return _t("No connection. What you typed stays here; press the button again in a moment.");
        }
        if (error instanceof RPCError && SENTENCES.some((name) => error.exceptionName?.endsWith(name))) {
            return error.data.message;
        }
        throw error;
    }

    // --- what was left unfinished
    /** Put what is begun aside, for somebody who comes first, and begin an empty card. */
    async setAside() {
        if (this.content) {
            const kept = { key: this.key, content: JSON.parse(this.content) };
            await this.call("keep", kept.key, kept.content);
            this.unfinished = [kept, ...this.unfinished];
        }
        this.clear();
    }

    async resume({ key, content }) {
        const { chosen, ...typed } = content;
        delete typed.title;
        this.clear();
        this.key = key;
        this.isNew = !typed.partner_id;
        if (typed.partner_id) {
            await this.choose({ id: typed.partner_id, point_id: typed.point_id });
        }
        Object.assign(this, { chosen, answering: Boolean(typed.answer) });
        Object.assign(this.typed, typed);
        this.unfinished = this.unfinished.filter((one) => one.key !== key);
        this.suggest();
        this.moveTo("text");
    }

    async forget({ key }) {
        this.unfinished = this.unfinished.filter((one) => one.key !== key);
        await this.call("drop", key);
    }
}
