import { markRaw } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { getBasicEvalContext, getFieldsSpec } from "@web/model/relational_model/utils";
import { RelationalModel } from "@web/model/relational_model/relational_model";
import { formView } from "@web/views/form/form_view";
import { EditConflictDialog } from "./edit_conflict_dialog";

const CONFLICT = "odoo.addons.grid_appeal.models.grid_guarded_edit.EditConflict";
const LINES = ["one2many", "many2many"];
const UNGUARDED = ["binary", "properties", "properties_definition"];

/** Says with each save which values the person has seen, and asks her when somebody changed them meanwhile. */
export class GuardedRecord extends RelationalModel.Record {
    /** Who only takes part in a record reads it (`may_write`, where a form has it). */
    get isInEdition() {
        return super.isInEdition && (this.isNew || this.data?.may_write !== false);
    }

    get context() {
        // a page that closes saves by the context alone
        return this.model._urgentSave && this.resId
            ? { ...super.context, seen_values: this.seenValues(), leaving: true }
            : super.context;
    }

    /** The values as they were read, of every field that a person may edit, and of the lines she may edit. */
    seenValues() {
        const seen = {};
        for (const name in this.activeFields) {
            const field = this.fields[name];
            if (name === "id" || field.readonly || UNGUARDED.includes(field.type) || field.relatedPropertyField) {
                continue;
            }
            if (!LINES.includes(field.type)) {
                seen[name] = this._formatServerValue(field.type, this._values[name]);
            } else if (!this._isReadonly(name)) {
                seen[name] = this._values[name].resIds.map((id) => this.seenLine(this._values[name], id));
            }
        }
        return seen;
    }

    /** A line by its id; its values too when it was shown and not only counted. */
    seenLine(list, id) {
        return { ...list._cache[id]?.seenValues(), id };
    }

    async _save(options = {}) {
        if (this.model._urgentSave && !this.resId && !this.dirty) {
            return true; // a page closes over a new record into which nobody typed: it is nothing
        }
        return super._save({
            ...options,
            onError: async (error, helpers) => {
                if (error.data?.name === CONFLICT) {
                    return this.settleConflict(error.data.context.changes, options);
                }
                if (options.onError) {
                    return options.onError(error, helpers);
                }
                throw error;
            },
        });
    }

    /** Let the person choose; what she typed stays on the form whatever she chooses but "theirs". */
    async settleConflict(changes, options) {
        const choice = await new Promise((resolve) => {
            this.model.dialog.add(
                EditConflictDialog,
                { changes, choose: resolve, typed: Object.keys(this._getChanges()) },
                { onClose: () => resolve("later") }
            );
        });
        if (choice === "later") {
            return false;
        }
        const mine = { ...this._changes };
        if (choice === "theirs") {
            for (const { name } of changes) {
                delete mine[name];
            }
        }
        await this.readAnew(mine);
        return choice === "mine" ? this._save(options) : false;
    }

    /** Take the newer version from the server beneath what was typed. */
    async readAnew(changes) {
        const [values] = await this.model.orm.webRead(this.resModel, [this.resId], {
            context: this.context,
            specification: getFieldsSpec(this.activeFields, this.fields, getBasicEvalContext(this.config)),
        });
        this._changes = markRaw(changes);
        this._setData(values, { keepChanges: true });
        this.dirty = Object.keys(changes).length > 0;
    }
}

export class GuardedModel extends RelationalModel {
    static Record = GuardedRecord;

    setup() {
        super.setup(...arguments);
        const orm = this.orm;
        const webSave = (resModel, ids, values, kwargs) => {
            const record = this.root;
            if (record && ids.length && resModel === record.resModel && ids[0] === record.resId) {
                kwargs = { ...kwargs, context: { ...kwargs.context, seen_values: record.seenValues() } };
            }
            return orm.webSave(resModel, ids, values, kwargs);
        };
        this.orm = Object.create(orm, { webSave: { value: webSave } });
    }
}

export const guardedFormView = { ...formView, Model: GuardedModel };
registry.category("views").add("grid_guarded_form", guardedFormView);
