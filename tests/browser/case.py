"""A case of a service on the screen of whoever leads it, and what its papers state."""


class Case:
    """A case on a person's screen, and its acts."""

    def __init__(self, someone, path):
        self.someone, self.page, self.id = someone, someone.page, int(path.rsplit("/", 1)[1])
        someone.open(path)
        self.page.locator(".o_form_view [name=subject]").first.wait_for()

    def act(self, words):
        """Do an act of the passport: its button, then its dialog."""
        self.page.locator(".o_form_statusbar [name=allowed_transition_ids] button", has_text=words).click()
        dialog = self.page.locator(".modal")
        dialog.locator("button[name=action_do]").click()
        dialog.wait_for(state="detached")

    def lacks(self, words, lacking):
        """Open the dialog of an act that is not possible yet: it says what lacks, and offers nothing to press."""
        self.page.locator(".o_form_statusbar [name=allowed_transition_ids] button", has_text=words).click()
        dialog = self.page.locator(".modal")
        dialog.locator("[name=lacks_text]", has_text=lacking).wait_for()
        assert not dialog.locator("button[name=action_do]").is_visible()
        dialog.locator("button[special=cancel]").click()
        dialog.wait_for(state="detached")

    def phase(self, words):
        self.page.locator(".o_arrow_button_current", has_text=words).wait_for()

    def give_every_paper(self):
        """Take a file in for each paper that lacks."""
        uploads = self.page.locator("[name=checklist] input[type=file]")
        uploads.first.wait_for(state="attached")
        for left in range(uploads.count(), 0, -1):
            paper = {"name": "paper.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}
            uploads.first.set_input_files(paper)
            self.page.wait_for_function(
                "left => document.querySelectorAll('[name=checklist] input[type=file]').length < left", arg=left
            )

    def is_paid(self):
        """Enter the payment of an offer."""
        self.page.locator("button[name=action_register_payment]").click()
        self.page.locator(".modal [name=document_number] input").fill("17")
        self.page.locator(".modal .o_form_button_save").click()

    def is_built(self, connection):
        """Do the works and set the meter."""
        self.phase("Мероприятия")
        self.act("Начать мероприятия")
        self.page.locator("tr[aria-current=step]", has_text="Выполнение мероприятий").wait_for()
        install_meter(self.someone, connection)
        self.act("Мероприятия выполнены")

    def stages(self):
        return self.page.locator(".o_service_timeline tbody tr")


def draft(someone, model, code, **values):
    """Begin a request by the rights of the person; return its id."""
    service = someone.call("grid.service", "search", [[["code", "=", code], ["state", "=", "published"]]])
    citizen = someone.call("res.partner", "search", [[["customer_kind", "=", "individual"], ["ref", "!=", False]]])
    branch = someone.call("grid.branch", "search", [[["code", "=", "KEM"]]])
    post = someone.call("helpdesk.ticket.channel", "search", [[["code", "=", "post"]]])
    common = {"service_id": service[0], "partner_id": citizen[0], "branch_id": branch[0], "channel_id": post[0]}
    return someone.call(model, "create", [{**common, **values}])


def design(engineer, connection):
    """Name what the papers of a connection state: source, points, measures, and the meter at its usage point."""
    stated = {
        "main_source": "ПС 110/10 кВ «Тестовая»",
        "connection_points": "Опора № 5 ВЛ-0,4 кВ",
        "metering_requirements": "Прибор учёта на опоре",
        "boundary": "Контакты присоединения ввода на опоре № 5",
    }
    engineer.call("grid.connection", "write", [[connection], stated])
    engineer.call("grid.connection", "action_propose_measures", [[connection]])


def install_meter(engineer, connection):
    """Enter the usage point of the house and the meter that was set there."""
    (case,) = engineer.call("grid.connection", "read", [[connection], ["partner_id", "branch_id"]])
    point = {
        "name": f"ТП-{connection}",
        "address": "с. Тестовое, ул. Тестовая, 5",
        "partner_id": case["partner_id"][0],
        "branch_id": case["branch_id"][0],
    }
    point_id = engineer.call("grid.usage.point", "create", [point])
    meter = {
        "name": f"99{connection:06}",
        "usage_point_id": point_id,
        "meter_type": "Меркурий 206",
        "verified_until": "2040-01-01",
        "place": "Опора № 5",
        "seal": "0001",
    }
    engineer.call("grid.meter", "create", [meter])
    engineer.call("grid.connection", "write", [[connection], {"usage_point_id": point_id}])
