import { PipelineHeader, PipelineRenderer } from "@grid_service/pipeline/pipeline";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { kanbanView } from "@web/views/kanban/kanban_view";

/** Columns of connections add up kilowatts. */
class ConnectionHeader extends PipelineHeader {
    get unit() {
        return _t("kW");
    }
}

class ConnectionRenderer extends PipelineRenderer {
    static components = { ...PipelineRenderer.components, KanbanHeader: ConnectionHeader };
}

registry.category("views").add("connection_pipeline", { ...kanbanView, Renderer: ConnectionRenderer });
