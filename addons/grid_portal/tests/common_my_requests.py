from .common import PortalCase

PDF = b"%PDF-1.4 test"


class MyRequestCase(PortalCase):
    """A customer who asks for a service in her account."""

    code = "meter_replace"

    def setUp(self):
        super().setUp()
        self.authenticate("portal_owner", "portal_owner")

    def _post(self, path, data=None, files=None, page=None):
        token = self._page(page or path).xpath("//main//input[@name='csrf_token']/@value")[0]
        return self.url_open(path, data={"csrf_token": token, **(data or {})}, files=files, allow_redirects=False)

    def _begin(self):
        self._post("/my/requests/new", {"code": self.code}, page=f"/services/{self.code}")
        return self.env["grid.service.request"].search([("partner_id", "=", self.owner.partner_id.id)])

    def _begin_with_papers(self):
        """Begin a request of an entrepreneur whose passport asks for papers."""
        self.code = "tr_conclude"
        self.owner.partner_id.customer_kind = "entrepreneur"
        return self._begin()

    def _give_all(self, case):
        files = [(f"{one._name}-{one.id}", ("a.pdf", PDF)) for one in case._lacking_documents()]
        return files or [("none", ("", b""))]

    def _submit(self):
        case = self._begin()
        self._post(
            f"/my/requests/{case.id}",
            {"act": "submit", "subject": "Не работает счётчик", "description": "Экран пустой."},
            self._give_all(case),
        )
        return case
