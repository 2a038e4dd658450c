import { TierReviewMenu } from "@base_tier_validation/components/tier_review_menu/tier_review_menu.esm";
import { patch } from "@web/core/utils/patch";

// approvals of answers open in the list made for them, with what is late first
patch(TierReviewMenu.prototype, {
    openReviewGroup(group) {
        if (group.model !== "grid.appeal.answer") {
            return super.openReviewGroup(group);
        }
        this.dropdown.close();
        this.action.doAction("grid_appeal.action_to_approve", { clearBreadcrumbs: true });
    },
});
