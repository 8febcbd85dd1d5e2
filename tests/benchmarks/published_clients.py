"""The published clients that are compared with: their versions, and how each sends one invitation.

Each program is called with base URL, token, drive ID, item ID and the address to invite, and prints the
ID of the permission, or what the client makes of it. None of them is part of this project's environment.
"""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_O365: Final = """
import sys
from O365 import Account, MSGraphProtocol
from O365.utils.token import MemoryTokenBackend

base_url, token, drive_id, item_id, email = sys.argv[1:]

class Practice(MSGraphProtocol):
    _protocol_url = base_url.removesuffix("v1.0")

account = Account(
    ("id", "secret"), auth_flow_type="credentials", tenant_id="any", protocol=Practice(),
    token_backend=MemoryTokenBackend(), main_resource="me",
)
account.con.session = account.con.get_session()
account.con.session.headers["Authorization"] = "Bearer " + token
item = account.storage().get_default_drive().get_item(item_id)
print(item.share_with_invite(email, share_type="view").object_id)
"""

_OFFICE365: Final = """
import sys
from office365.graph_client import GraphClient
from office365.graph_request import GraphRequest

base_url, token, drive_id, item_id, email = sys.argv[1:]
GraphRequest.service_root_url = property(lambda self: base_url)
client = GraphClient(lambda: {"access_token": token, "token_type": "Bearer"})
found = client.drives[drive_id].items[item_id].invite([email], "").execute_query()
print(found[0].id)
"""

_MSGRAPH: Final = """
import asyncio, sys
from kiota_abstractions.authentication import AuthenticationProvider
from msgraph import GraphRequestAdapter, GraphServiceClient
from msgraph.generated.drives.item.items.item.invite.invite_post_request_body import InvitePostRequestBody
from msgraph.generated.models.drive_recipient import DriveRecipient

base_url, token, drive_id, item_id, email = sys.argv[1:]

class Fixed(AuthenticationProvider):
    async def authenticate_request(self, request, additional_authentication_context=None):
        request.headers.add("Authorization", "Bearer " + token)

async def main():
    adapter = GraphRequestAdapter(Fixed())
    adapter.base_url = base_url
    body = InvitePostRequestBody(
        recipients=[DriveRecipient(email=email)], require_sign_in=True, send_invitation=True, roles=["read"]
    )
    item = GraphServiceClient(request_adapter=adapter).drives.by_drive_id(drive_id).items.by_drive_item_id(item_id)
    print((await item.invite.post(body)).value[0].id)

asyncio.run(main())
"""

_NODE: Final = """
const { Client } = require("@microsoft/microsoft-graph-client");
const [baseUrl, token, drive, item, email] = process.argv.slice(2);
// The client drops the token for every host it does not know, whatever its options say of plain http.
const plainFetch = fetch;
globalThis.fetch = (url, options) => {
  const headers = new Headers(options.headers);
  headers.set("Authorization", "Bearer " + token);
  return plainFetch(url, { ...options, headers });
};
const client = Client.init({ baseUrl: baseUrl.replace("v1.0", ""), authProvider: (done) => done(null, token) });
const body = { recipients: [{ email }], requireSignIn: true, sendInvitation: true, roles: ["read"] };
client.api(`/drives/${drive}/items/${item}/invite`).post(body)
  .then((answer) => console.log(answer.value[0].id), (error) => { console.error(error); process.exit(1); });
"""


@dataclass(frozen=True, slots=True)
class Client:
    """A package of others, and a program that uses it."""

    name: str
    version: str
    program: str
    for_node: bool = False


CLIENTS: Final = (
    Client("O365", "2.1.10", _O365),
    Client("Office365-REST-Python-Client", "3.3.0", _OFFICE365),
    Client("msgraph-sdk", "1.65.0", _MSGRAPH),
    Client("@microsoft/microsoft-graph-client", "3.0.7", _NODE, for_node=True),
)


def prepare(client: Client, folder: Path) -> list[str]:
    """Fetch a client into an environment of its own, unless that was done, and give the command that runs it.

    The first time takes minutes for some. Raises subprocess.CalledProcessError.
    """
    place = folder / f"{client.name.rpartition('/')[2]}-{client.version}"
    program = place / ("invite.js" if client.for_node else "invite.py")
    python = str(place / "bin" / "python")
    fetched = place / "fetched"
    if not fetched.exists():
        sys.stderr.write(f"Fetching {client.name} {client.version}\n")
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        if client.for_node:
            named = f"{client.name}@{client.version}"
            _run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(place), named])
        else:
            _run([sys.executable, "-m", "venv", str(place)])
            _run([python, "-m", "pip", "install", "--quiet", "--compile", f"{client.name}=={client.version}"])
        fetched.touch()
    program.write_text(client.program, "utf-8")
    return ["node" if client.for_node else python, str(program)]


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=sys.stderr)
