"""nginx with the files of the production shape, before a stand-in for Odoo that tells what reached it."""

import http.client
import json
import os
import shutil
import socket
import ssl
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from appeal_form import files

CONFIG = Path(__file__).resolve().parents[2] / "config" / "nginx"
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


class StandIn(BaseHTTPRequestHandler):
    """Answers every request with what reached it; closes the line on /silent."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if self.path == "/silent":
            self.close_connection = True
            return
        self.server.seen.append(self.path)
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        told = {"port": self.server.server_port, "path": self.path}
        body = json.dumps(told | {name.lower(): value for name, value in self.headers.items()}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Frame-Options", "DENY")
        if self.path == "/web/session":
            self.send_header("Set-Cookie", "session_id=abc; HttpOnly; Path=/")
        self.send_header("Cache-Control", "public, max-age=600" if "/static/" in self.path else "no-store")
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *_arguments):
        """Say nothing."""


def stand_in():
    """A stand-in on a port of its own, already answering."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), StandIn)
    server.seen = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def free_port():
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def program():
    """Where nginx is; Debian keeps it out of an ordinary user's path."""
    found = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    assert found, "nginx lacks: apt-get install nginx-light"
    return found


class Site:
    """A running copy of the production nginx on loopback."""

    def __init__(self, folder):
        self.folder, self.odoo, self.websocket = folder, stand_in(), stand_in()
        self.plain_port, self.port = free_port(), free_port()
        self._copy()
        # Workers of root would be another user, who may not enter a test's folder.
        user = "user root; " if os.geteuid() == 0 else ""
        self.command = [program(), "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log"]
        self.command += ["-g", f"{user}daemon off; pid {folder}/nginx.pid;"]

    def _copy(self):
        """Copy the files of the repository; only names of hosts, ports and folders change."""
        shutil.copytree(CONFIG, self.folder, dirs_exist_ok=True)
        certificate = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=test"]
        files = ["-keyout", self.folder / "tls_key", "-out", self.folder / "tls_certificate"]
        subprocess.run([*certificate, *files], check=True, capture_output=True)
        changes = {
            "http {": "http {" + "".join(f" {name}_temp_path {self.folder}/{name};" for name in TEMPORARY),
            "listen 80 ": f"listen 127.0.0.1:{self.plain_port} ",
            "listen 443 ": f"listen 127.0.0.1:{self.port} ",
            "odoo:8069": f"127.0.0.1:{self.odoo.server_port}",
            "odoo:8072": f"127.0.0.1:{self.websocket.server_port}",
            "/run/secrets": str(self.folder),
            "/dev/stdout": f"{self.folder}/access.log",
            "/dev/stderr": f"{self.folder}/error.log",
            "/var/cache/nginx": str(self.folder),
            "root /etc/nginx;": f"root {self.folder};",
        }
        for path in self.folder.glob("*.conf"):
            text = path.read_text(encoding="utf-8")
            for old, new in changes.items():
                text = text.replace(old, new)
            path.write_text(text, encoding="utf-8")

    def start(self):
        """Start nginx and wait until it listens."""
        self.process = subprocess.Popen(self.command, stderr=subprocess.DEVNULL)
        for _attempt in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            time.sleep(0.05)
        raise AssertionError((self.folder / "error.log").read_text())

    def stop(self):
        """Stop nginx and both stand-ins."""
        self.process.terminate()
        self.process.wait(10)
        for server in (self.odoo, self.websocket):
            server.shutdown()
            server.server_close()

    def ask(self, path, method="GET", body=None, **headers):
        """(status, headers, text) of one request over TLS; `X_Name` stands for the header X-Name."""
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        line = http.client.HTTPSConnection("127.0.0.1", self.port, context=context, timeout=10)
        try:
            line.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            answer = line.getresponse()
            return answer.status, answer.headers, answer.read().decode()
        finally:
            line.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    running = Site(tmp_path_factory.mktemp("nginx")).start()
    yield running
    running.stop()


def test_nginx_accepts_the_configuration(site):
    checked = subprocess.run([*site.command, "-t"], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
    assert "test is successful" in checked.stderr


def test_plain_http_is_sent_to_tls(site):
    line = http.client.HTTPConnection("127.0.0.1", site.plain_port, timeout=10)
    line.request("GET", "/appeal?kind=complaint", headers={"Host": "grid.example"})
    answer = line.getresponse()
    assert (answer.status, answer.headers["Location"]) == (308, "https://grid.example/appeal?kind=complaint")
    line.close()


def test_odoo_learns_the_true_address_whatever_the_client_claims(site):
    _status, _headers, text = site.ask(
        "/", Host="grid.example", X_Forwarded_For="8.8.8.8", X_Forwarded_Host="evil.example"
    )
    told = json.loads(text)
    assert told["x-forwarded-for"] == "127.0.0.1"
    assert told["x-forwarded-host"] == "grid.example"
    assert told["x-forwarded-proto"] == "https"


@pytest.mark.parametrize("path", ["/", "/my/appeals", "/web/static/a.js", "/websocket", "/web/database/manager"])
def test_every_answer_carries_the_headers_of_safety(site, path):
    headers = site.ask(path)[1]
    assert headers.get_all("X-Content-Type-Options") == ["nosniff"]
    assert headers.get_all("X-Frame-Options") == ["SAMEORIGIN"]
    assert "max-age" in headers["Strict-Transport-Security"]


def test_a_session_travels_over_tls_alone(site):
    assert site.ask("/web/session")[1]["Set-Cookie"] == "session_id=abc; HttpOnly; Path=/; Secure; SameSite=Lax"


def test_the_websocket_goes_to_its_own_process(site):
    _status, _headers, text = site.ask("/websocket?version=1", Connection="Upgrade", Upgrade="websocket")
    told = json.loads(text)
    assert told["port"] == site.websocket.server_port
    assert (told["upgrade"], told["connection"]) == ("websocket", "upgrade")


@pytest.mark.parametrize("path", ["/web/database/manager", "/web/database/selector", "/en/web/database/backup"])
def test_databases_are_not_managed_over_the_network(site, path):
    assert site.ask(path, "POST", b"")[0] == 404
    assert path not in site.odoo.seen


@pytest.mark.parametrize("path", ["/xmlrpc/2/common", "/xmlrpc", "/jsonrpc", "/queue_job/runjob"])
def test_the_older_ways_to_call_odoo_stay_inside(site, path):
    assert site.ask(path, "POST", b"")[0] == 404
    assert path not in site.odoo.seen


@pytest.mark.parametrize(
    ("path", "others"),
    [
        ("/appeal/check", ["/en/appeal/check"]),
        ("/web/login", ["/web/reset_password", "/account/new", "/en/account/new/a-handle"]),
    ],
)
def test_a_flood_on_a_public_form_is_stopped_and_reading_is_not(site, path, others):
    answers = [site.ask(path, "POST", b"name=A") for _number in range(12)]
    assert [status for status, *_rest in answers[:5]] == [200] * 5
    assert answers[-1][0] == 429
    assert "Слишком много отправок" in answers[-1][2]
    assert {site.ask(other, "POST", b"name=A")[0] for other in others} == {429}
    assert site.ask(path)[0] == 200


def test_an_appeal_is_told_page_by_page_without_waiting_and_a_flood_is_stopped(site):
    pages = ("what", "files", "about", "place", "person", "what", "about", "place", "person", "files")
    assert [site.ask(f"/appeal/{page}", "POST", b"name=A")[0] for page in pages] == [200] * len(pages)
    assert [site.ask("/en/appeal/what", "POST", b"name=A")[0] for _number in range(30)][-1] == 429


def test_other_pages_are_not_limited(site):
    assert {site.ask("/web/dataset/call_kw", "POST", b"{}")[0] for _number in range(20)} == {200}
    assert {site.ask("/appealing", "POST", b"")[0] for _number in range(12)} == {200}


def test_too_much_to_upload_is_said_in_words(site):
    status, _headers, text = site.ask("/web/binary/upload", "POST", None, Content_Length=str(106 * 1024 * 1024))
    assert status == 413
    assert "Файлы слишком большие" in text


def test_what_the_form_calls_allowed_is_let_through(site):
    body = b"0" * files.SENDING_MAX
    assert site.ask("/appeal/what", "POST", body)[0] == 200


def test_an_absent_odoo_is_said_in_words(site):
    status, headers, text = site.ask("/silent")
    assert status == 502
    assert "Сервис обновляется" in text
    assert headers["Content-Type"] == "text/html; charset=utf-8"


def test_the_pages_of_errors_are_not_read_directly(site):
    assert site.ask("/errors/413.html")[0] == 404


def test_files_that_do_not_change_are_asked_of_odoo_once(site):
    assert [site.ask("/web/static/src/logo.svg")[0] for _number in range(3)] == [200] * 3
    assert site.odoo.seen.count("/web/static/src/logo.svg") == 1


def test_no_query_is_written_to_the_log(site):
    site.ask("/my/appeals?access_token=secret")
    time.sleep(0.1)
    text = (site.folder / "access.log").read_text()
    assert "/my/appeals" in text and "secret" not in text
