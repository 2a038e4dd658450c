import { registry } from "@web/core/registry";
import { FormController } from "@web/views/form/form_controller";
import { guardedFormView } from "./guarded_form";

/** Keeps what was typed in a dialog that is closed by its cross, by Escape or on a phone by its arrow. */
export class KeptFormController extends FormController {
    setup() {
        super.setup();
        if (this.env.inDialog) {
            this.env.dialogData.dismiss = () => this.keepTyped();
        }
    }

    async keepTyped() {
        const dirty = await this.model.root.isDirty();
        if (dirty && !(await this.save({ reload: false }))) {
            // what could not be kept stays on the screen: the dialog waits for this before it closes
            await new Promise(() => {});
        }
    }
}

export const keptFormView = { ...guardedFormView, Controller: KeptFormController };
registry.category("views").add("grid_kept_form", keptFormView);
