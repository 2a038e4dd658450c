from . import mail_push, mail_thread, publisher_warranty_contract
