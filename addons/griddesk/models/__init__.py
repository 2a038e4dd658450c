from . import grid_notice, grid_portal_code, mail_push, mail_thread, publisher_warranty_contract
