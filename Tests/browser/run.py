#!/usr/bin/env python3
"""Uses the pages of kb serve as people do: in Chromium, with keys, an input method, a mouse and no script.

    Tests/browser/run.py KB    (needs Debian's chromium and chromium-driver, and selenium)
"""
import os
import subprocess
import sys
import tempfile
import time

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

KB = os.path.abspath(sys.argv[1])
SEED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../seed")
PLACE = tempfile.TemporaryDirectory(prefix="kb-browser-")
ENVIRONMENT = {"HOME": PLACE.name, "KB_DB": PLACE.name + "/kb.db", "KB_AUTHOR": "Lin", "KB_LANG": "en", "PATH": os.environ["PATH"]}
failures = []


def kb(*arguments):
    subprocess.run([KB, *arguments], env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def check(name, holds):
    print(("held: " if holds else "FAILED: ") + name)
    if not holds:
        failures.append(name)


def eventually(condition):
    """Waits until a condition holds; the test that never ends is told of by whoever runs it."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            if result := condition():
                return result
        except Exception:  # The page may be going away just now.
            pass
        time.sleep(0.02)
    raise TimeoutError("waited in vain")


def browser(language="zh-CN"):
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", f"--accept-lang={language}"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)


def one(selector):
    return chrome.find_element(By.CSS_SELECTOR, selector)


def some(selector):
    return chrome.find_elements(By.CSS_SELECTOR, selector)


def active():
    return chrome.switch_to.active_element


def searching():
    chrome.get(BASE + "/")
    field = one("#q")
    chrome.execute_script("window.asked = []; const get = window.fetch; window.fetch = (url, how) => { window.asked.push(url); return get(url, how); };")
    field.send_keys("50")
    eventually(lambda: some(".result"))
    field.send_keys("2")
    eventually(lambda: one(".result .code").text == "502")
    check("each key is answered, and the address says what was asked", "q=502" in chrome.current_url)
    check("the number of results is told", chrome.execute_script("return document.querySelector('#count').textContent") != "")
    field.send_keys(Keys.ESCAPE)
    eventually(lambda: one("#start").is_displayed() and field.get_attribute("value") == "")
    check("Esc clears the search", True)

    chrome.execute_script("window.asked = []")
    for text in ("c", "chong", "chongdingxiang"):
        chrome.execute_cdp_cmd("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
    chrome.execute_cdp_cmd("Input.insertText", {"text": "重定向"})
    eventually(lambda: some(".result"))
    asked = chrome.execute_script("return window.asked")
    check("what is composed is searched once, when it is done", len(asked) == 1 and "%E9%87%8D" in asked[0])
    here = chrome.current_url
    chrome.execute_script("document.dispatchEvent(new CompositionEvent('compositionstart'))")
    field.send_keys(Keys.ENTER, Keys.ARROW_DOWN)
    check("the Enter of an input method opens nothing", chrome.current_url == here and not some(".chosen"))
    chrome.execute_script("document.dispatchEvent(new CompositionEvent('compositionend'))")
    eventually(lambda: field.send_keys(Keys.ARROW_DOWN) or some(".chosen"))
    field.send_keys(Keys.ARROW_DOWN)
    chosen = one(".chosen a").get_attribute("href")
    count = chrome.execute_script("return window.asked.length")
    field.send_keys("码")
    eventually(lambda: chrome.execute_script("return window.asked.length") > count)
    field.send_keys(Keys.BACKSPACE)
    eventually(lambda: [row for row in some(".result a") if row.get_attribute("href") == chosen])
    field.send_keys(Keys.ARROW_UP, Keys.ARROW_DOWN, Keys.ENTER)
    eventually(lambda: chrome.current_url != here)
    check("arrows choose a result and Enter opens it", "/http/" in chrome.current_url)


def keys():
    chrome.get(BASE + "/http/502")
    one("body").send_keys("]")
    eventually(lambda: chrome.current_url.endswith("/http/503"))
    one("body").send_keys("[")
    eventually(lambda: chrome.current_url.endswith("/http/502"))
    one("body").send_keys("?")
    eventually(lambda: one("#help").get_attribute("open"))
    one("#help").send_keys(Keys.ESCAPE)
    one("body").send_keys("/")
    check("/ leads to the search", active().get_attribute("id") == "q")
    active().send_keys("404")
    eventually(lambda: some("#found .result"))
    check("results take the place of the page", not one("article.entry").is_displayed())
    active().send_keys(Keys.ESCAPE)
    eventually(lambda: one("article.entry").is_displayed())
    active().send_keys(Keys.ESCAPE)
    one("body").send_keys("n")
    check("n leads to a new note", active().get_attribute("id") == "body")
    active().send_keys("[]?/n")
    check("keys in a field are letters", active().get_attribute("value") == "[]?/n" and chrome.current_url.endswith("/502"))
    active().clear()


def annotating():
    chrome.get(BASE + "/http/502")
    chrome.execute_script("""
        const text = document.querySelector('[data-field=description]').firstChild;
        const start = text.data.indexOf('作为网关');
        const range = document.createRange();
        range.setStart(text, start);
        range.setEnd(text, start + 4);
        getSelection().removeAllRanges();
        getSelection().addRange(range);""")
    eventually(lambda: [button for button in some(".annotate") if button.is_displayed()])[0].click()
    eventually(lambda: active().get_attribute("id") == "body")
    active().send_keys("网关 = pay-gw")
    one("#write .main").click()
    eventually(lambda: "#note-" in chrome.current_url)
    check("selected words are annotated", one(".note .quote").text.strip("「」") == "作为网关")
    check("they are highlighted", chrome.execute_script("return CSS.highlights.get('kb-notes').size") == 1)
    text = chrome.execute_script("return document.querySelector('[data-field=description]').textContent")
    check("and the text is still one text", "作为网关需要得到" in text)


def naming():
    def add(name):
        one(".naming summary").click()
        one("#alias").send_keys(name, Keys.ENTER)
        eventually(lambda: name in one("#names").get_attribute("textContent"))

    chrome.get(BASE + "/http/503")
    chrome.execute_script("window.isSame = true")
    add("扛不住了")
    check("a name is added where it stands", chrome.execute_script("return window.isSame") and active().get_attribute("id") == "alias")
    chrome.get(BASE + "/?q=扛不住了")
    check("and found by", one(".result .code").text == "503")
    chrome.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    chrome.get(BASE + "/http/503")
    add("忙死了")
    one(".naming summary").click()
    [item for item in some("#names .own li") if "忙死了" in item.text][0].find_element(By.TAG_NAME, "button").click()
    eventually(lambda: "忙死了" not in one("#names").get_attribute("textContent"))
    check("names are added and removed without a script", "扛不住了" in one("#names").get_attribute("textContent"))
    chrome.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def hostile():
    for text in ("<script>document.title = 'evil'</script>", "<img src=x onerror=\"document.title='evil'\">", "[x](javascript:document.title='evil')"):
        kb("note", "add", "404", text)
    chrome.get(BASE + "/http/404")
    for link in some(".note .body a"):
        link.click()
    check("a hostile note does nothing", "404" in chrome.title and not some(".note img, .note script"))


def without_script():
    chrome.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    chrome.get(BASE + "/")
    one("#q").send_keys("限流", Keys.ENTER)
    eventually(lambda: some(".result"))
    one(".result a").click()
    eventually(lambda: chrome.current_url.endswith("/http/429"))
    one("#body").send_keys("without a script")
    one("#write .main").click()
    eventually(lambda: "#note-" in chrome.current_url)
    check("search and notes work without a script", "without a script" in one(".notes").text)
    chrome.get(BASE + "/http/502")
    check("passages are marked by the server then", some("[data-field=description] mark"))
    chrome.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def shapes():
    for width in (320, 600, 1200):
        chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False})
        for path in ("/", "/http/502", "/?q=502", "/http", "/scan", "/log", "/-/notes", "/-/help", "/-/login"):
            chrome.get(BASE + path)
            fits = chrome.execute_script("return document.documentElement.scrollWidth") <= width
            if not fits or width == 320:
                check(f"{path} fits {width} pixels", fits)
    chrome.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


kb("import", SEED + "/codes.txt")
server = subprocess.Popen([KB, "serve", "--listen", "127.0.0.1:0", "--quiet"], env=ENVIRONMENT, stderr=subprocess.PIPE, text=True)
BASE = server.stderr.readline().split()[2].rstrip("/;")
chrome = browser()
try:
    for part in (searching, keys, annotating, naming, hostile, without_script, shapes):
        part()
    loaded = chrome.execute_script("return performance.getEntriesByType('resource').map((entry) => entry.name)")
    check("nothing comes from elsewhere", all(name.startswith(BASE) for name in loaded))
    complaints = [entry["message"] for entry in chrome.get_log("browser") if entry["level"] == "SEVERE"]
    check(f"the browser has nothing to complain of {complaints}", not complaints)
finally:
    chrome.quit()
    server.terminate()
check("the server ends in order", server.wait() == 0)
print(f"{len(failures)} failed")
sys.exit(bool(failures))
