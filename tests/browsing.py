"""A browser's words for tests: walk in, look at a page, find what is wrong with it."""

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page
from running import Running

ROOT = Path(__file__).parent.parent
CHROMIUM = "/usr/bin/chromium-headless-shell"  # the same, built without a window: half the time
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
)
AXE = (ROOT / "tests" / "vendor" / "axe.min.js").read_text(encoding="utf-8")
PICTURES = ROOT / "var" / "pictures"  # for people to look at; docs/pictures are picked from these
KIOSK, BOARD = (1080, 1920), (1920, 1080)
PHONE, DESK = (390, 844), (1366, 768)


@dataclass
class Visit:
    """A browser of somebody's own: its cookies, its size, and what went wrong on its pages."""

    hall: "OpenHall"
    context: BrowserContext
    faults: list[str] = field(default_factory=list)
    expected: set[int] = field(default_factory=set)  # statuses that are no fault here

    def open(self, path: str) -> Page:
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._console)
        page.on("response", self._response)
        page.goto(self.hall.server.url + path)
        return page

    def signs_in(self, name: str) -> Page:
        page = self.open("/counter/")
        page.fill("[name=name]", name)
        page.fill("[name=password]", self.hall.passwords[name])
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/counter/")
        return page

    def _console(self, message) -> None:
        # What a server answered is told by its response, with the address.
        if message.type in ("error", "warning") and "Failed to load" not in message.text:
            self.faults.append(message.text)

    def _response(self, response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.faults.append(f"{response.status} {response.request.method} {response.url}")


@dataclass
class OpenHall:
    """A running hall with staff, and browsers to walk in with."""

    server: Running
    chromium: Browser
    passwords: dict[str, str]
    token: str

    def get(self, path: str) -> dict:
        return self._asked("GET", path)

    def press(self, path: str, body: dict | None = None) -> dict:
        return self._asked("POST", path, json=body or {})

    def visit(self, size: tuple[int, int], lang: str = "vi", **options) -> Visit:
        context = self.chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce", **options
        )
        context.set_default_timeout(20_000)
        context.add_cookies([{"name": "lang", "value": lang, "url": self.server.url}])
        return Visit(self, context)

    def _asked(self, method: str, path: str, **more) -> dict:
        url = f"{self.server.url}/api/v1{path}"
        answer = self.server.caller(self.token).request(method, url, timeout=30, **more)
        assert answer.ok, answer.text
        return answer.json()


def serious(page: Page) -> list[str]:
    """What axe finds wrong that matters: the rule, and where."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{v['id']}: {v['nodes'][0]['html'][:160]}"
        for v in found["violations"]
        if v["impact"] in ("serious", "critical")
    ]


# What is seen at all: its middle is on the screen and in no part that is scrolled or cut away.
SEEN = """(it) => {
  const box = it.getBoundingClientRect();
  const x = box.left + box.width / 2, y = box.top + box.height / 2;
  const holds = (of) => x > of.left && x < of.right && y > of.top && y < of.bottom;
  const screen = {left: 0, top: 0, right: innerWidth, bottom: innerHeight};
  if (!it.checkVisibility({visibilityProperty: true}) || !holds(screen)) return false;
  for (let up = it.parentElement; up; up = up.parentElement)
    if (getComputedStyle(up).overflow !== "visible" && !holds(up.getBoundingClientRect()))
      return false;
  return true;
}"""
SAY = "(it) => `${it.tagName}.${it.className}: ${it.textContent.trim().slice(0, 60)}`"
CUT = """[...document.querySelectorAll("body *")]
  .filter((it) => it.children.length === 0 && it.textContent.trim() && seen(it))
  .filter((it) => !it.closest("[aria-hidden], .only-heard, svg, option"))
  .filter((it) => {
    const style = getComputedStyle(it);
    const cut = it.scrollWidth > it.clientWidth + 1 && it.clientWidth;
    const meant = style.overflowX === "visible" || style.textOverflow === "ellipsis";
    return it.getBoundingClientRect().right > innerWidth + 1 || (cut && !meant);
  })"""
COVERED = """[...document.querySelectorAll("a, button, label, summary")]
  .filter(seen)
  .filter((it) => {
    const box = it.getBoundingClientRect();
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return !it.contains(top) && !top.contains(it);
  })"""


def cut_text(page: Page) -> list[str]:
    """Words that stick out of the page or out of their box."""
    return page.evaluate(f"() => {{ const seen = {SEEN}; return {CUT}.map({SAY}); }}")


def covered(page: Page) -> list[str]:
    """What one would press and cannot, because something lies over it."""
    return page.evaluate(f"() => {{ const seen = {SEEN}; return {COVERED}.map({SAY}); }}")


def picture(page: Page, name: str) -> None:
    """Save what is seen, for people to look at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.evaluate("document.fonts.ready")
    page.screenshot(path=PICTURES / f"{name}.png")


# What larger letters break: words that leave the page, that are cut, or that lie over others. A
# word is where its letters are, not where its box is; what can be scrolled to is not lost.
LOST = """() => {
  const texts = [...document.querySelectorAll("body *")]
    .filter((it) => it.children.length === 0 && it.textContent.trim())
    .filter((it) => it.checkVisibility({visibilityProperty: true, opacityProperty: true}))
    .filter((it) => !it.closest("[aria-hidden], .only-heard, svg, option, script, template"));
  const ups = (it) => it ? [it, ...ups(it.parentElement)] : [];
  const style = (it) => getComputedStyle(it);
  const isShort = (it) => ups(it).some((up) =>
    style(up).textOverflow === "ellipsis" || style(up).webkitLineClamp !== "none");
  const lines = (it) => {
    const range = document.createRange();
    range.selectNodeContents(it);
    return [...range.getClientRects()].map(({left, right, top, bottom, height}) =>
      ({it, left, right, top: top + height / 4, bottom: bottom - height / 4}));
  };
  const layer = (it) => ups(it).find((up) => style(up).position === "fixed");
  const shut = (it) => ups(it).filter((up) => ["hidden", "clip"].includes(style(up).overflowY)
    && up !== document.body && up !== document.documentElement);
  const scrolls = (it) => ups(it).find((up) => ["auto", "scroll"].includes(style(up).overflowY));
  const holds = (up, box) => {
    const of = up.getBoundingClientRect();
    return box.left >= of.left - 2 && box.right <= of.right + 2
      && box.top >= of.top - 2 && box.bottom <= of.bottom + 2;
  };
  const isAside = (box) => shut(box.it).some((up) => {
    const of = up.getBoundingClientRect(); // rows for which there is no room stand beside it
    return box.left >= of.right || box.right <= of.left;
  });
  const found = texts.flatMap(lines).filter((box) => !isAside(box));
  const say = ({it}) => `${it.tagName}.${it.className}: ${it.textContent.trim().slice(0, 40)}`;
  const wide = found.filter((box) => !isShort(box.it))
    .filter((box) => box.right > document.documentElement.clientWidth + 2 || box.left < -2);
  const cut = found.filter((box) => !isShort(box.it) && shut(box.it).some((up) => !holds(up, box)));
  const over = found.filter((a) => found.some((b) => a.it !== b.it
    && layer(a.it) === layer(b.it) && scrolls(a.it) === scrolls(b.it)
    && !isShort(a.it) && !isShort(b.it)
    && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 3
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3));
  const beside = [...document.querySelectorAll("a, button, input, summary")]
    .filter((it) => it.checkVisibility() && !shut(it).length)
    .filter((it) => it.getBoundingClientRect().right > document.documentElement.clientWidth + 2)
    .map((it) => ({it}));
  return [...[...beside, ...wide].map((it) => "leaves the page: " + say(it)),
    ...cut.map((it) => "is cut: " + say(it)), ...over.map((it) => "lies over another: " + say(it))];
}"""


def enlarge(page: Page) -> None:
    """Letters of twice the size, as somebody short-sighted sets them."""
    page.evaluate(
        "document.documentElement.style.fontSize = "
        "`${2 * parseFloat(getComputedStyle(document.documentElement).fontSize)}px`"
    )


def lost_text(page: Page) -> list[str]:
    """Words nobody can read any more: outside of the page, cut, or under others."""
    return page.evaluate(LOST)
