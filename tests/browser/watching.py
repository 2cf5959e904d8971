"""What must never happen on a page, whatever the test is about: noted while it happens."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Page, Request, Response

_OWN_ADDRESSES = ("http://127.0.0.1:", "file://", "data:", "blob:http://127.0.0.1:")

# Told to Python through the console: what a policy refuses need not be an error for the browser.
_TELL_VIOLATIONS = """
document.addEventListener('securitypolicyviolation', event => console.error(
    `refused by the policy: ${event.violatedDirective} ${event.blockedURI} (line ${event.lineNumber})`));
"""


def watch(context: BrowserContext, problems: list[str]) -> None:
    """Add to `problems`, from now on and as it happens, everything that goes wrong on the pages of the context.

    Noted are errors and warnings on the console, uncaught errors, refusals by the content security policy, requests
    that fail or leave the machine, and dialogs (these are closed).
    """

    def on_console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            problems.append(f"console {message.type}: {message.text} ({message.location.get('url')})")

    def on_request(request: Request) -> None:
        if not request.url.startswith(_OWN_ADDRESSES):
            problems.append(f"leaves the machine: {request.url}")

    def on_failed(request: Request) -> None:
        # A page that is left breaks off what it was loading.
        if request.failure != "net::ERR_ABORTED":
            problems.append(f"failed: {request.url} {request.failure}")

    def on_response(response: Response) -> None:
        if response.status >= 400:
            problems.append(f"{response.status}: {response.url}")

    def on_dialog(dialog: Dialog) -> None:
        problems.append(f"{dialog.type}: {dialog.message}")
        dialog.dismiss()

    def on_page(page: Page) -> None:
        page.on("dialog", on_dialog)

    context.add_init_script(_TELL_VIOLATIONS)
    context.on("console", on_console)
    context.on("weberror", lambda error: problems.append(f"uncaught: {error.error}"))
    context.on("request", on_request)
    context.on("requestfailed", on_failed)
    context.on("response", on_response)
    context.on("page", on_page)
