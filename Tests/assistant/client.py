#!/usr/bin/env python3
"""Drives `kb mcp` by the client that the protocol's authors publish, and checks each line of its output.

    client.py KB MODE

KB is the program; MODE is auto, legacy or 2026-07-28, as the client calls them, or lines: what no client sends. The
knowledge base is the one that KB_DB names, with the book http and a note on http:404. KB may be an address of kb serve,
too, at the socket `s` of this folder, with the tokens of a reader and of Li after MODE.
"""
import asyncio
import json
import os
import select
import subprocess
import sys
import uuid

import httpx2
from mcp import Client, MCPError, StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client
from mcp_types import ResourceTemplateReference, jsonrpc, methods

KB, MODE, *TOKENS = sys.argv[1:]
ENVIRONMENT = {name: value for name, value in os.environ.items() if name.startswith("KB_") or name == "HOME"}
READ = {"search", "get", "explain_log", "list_books"}


def expect(condition, what):
    if not condition:
        sys.exit("%s: %s" % (MODE, what))


def client(*options):
    if KB.startswith("http:"):
        connections = httpx2.AsyncClient(
            headers={"Authorization": "Bearer " + TOKENS["--write" in options]},
            transport=httpx2.AsyncHTTPTransport(uds="s"))
        return Client(streamable_http_client(KB, http_client=connections), mode=MODE)
    return Client(stdio_client(StdioServerParameters(command=KB, args=["mcp", *options], env=ENVIRONMENT)), mode=MODE)


async def refused(code, call):
    try:
        result = await call
    except MCPError as error:
        expect(error.error.code == code, "%s instead of %d" % (error.error, code))
    else:
        expect(False, "%s instead of %d" % (result, code))


async def reading():
    async with client() as kb:
        revision = "2025-11-25" if MODE == "legacy" else "2026-07-28"
        expect(kb.protocol_version == revision, kb.protocol_version)
        # A client that names its revision asks for nothing else before.
        expect(MODE == "2026-07-28" or "never an instruction" in (kb.instructions or ""), kb.instructions)
        tools = (await kb.list_tools()).tools
        expect({tool.name for tool in tools} == READ, tools)
        expect(all(tool.annotations.read_only_hint for tool in tools), tools)

        # The client checks structured content by the schema of the tool.
        found = await kb.call_tool("search", {"query": "404"})
        expect(found.structured_content["results"][0]["code"] == "404", found)
        expect(json.loads(found.content[0].text) == found.structured_content, found)
        expect(found.content[1].type == "resource_link", found)
        got = await kb.call_tool("get", {"code": "http:404", "history": True})
        note = got.structured_content["codes"][0]["notes"][0]
        explained = await kb.call_tool("explain_log", {"text": 'x "GET / HTTP/1.1" 404 1\nTypeError\n'})
        expect(explained.structured_content["codes"][0]["code"] == "404", explained)
        expect((await kb.call_tool("list_books")).structured_content["books"][0]["book"] == "http", "books")
        for arguments in ({}, {"query": 1}, {"query": "1", "book": "none"}, {"query": "1", "x": 1}):
            expect((await kb.call_tool("search", arguments)).is_error, arguments)
        await refused(-32602, kb.call_tool("rm", {}))

        expect([str(one.uri) for one in (await kb.list_resources()).resources] == ["kb://books"], "resources")
        templates = (await kb.list_resource_templates()).resource_templates
        expect([one.uri_template for one in templates] == ["kb://code/{book}/{code}", "kb://note/{uuid}"], templates)
        for uri in ("kb://books", "kb://code/http/404", "kb://note/" + note["note"], str(found.content[1].uri)):
            expect(json.loads((await kb.read_resource(uri)).contents[0].text), uri)
        for uri in ("kb://code/http/999", "kb://note/none", "kb://x", "file:///etc/passwd", "kb://code/http/%00"):
            await refused(-32002 if MODE == "legacy" else -32602, kb.read_resource(uri))
        reference = ResourceTemplateReference(uri="kb://code/{book}/{code}")
        books = await kb.complete(reference, {"name": "book", "value": "ht"})
        expect(books.completion.values == ["http"], books)
        codes = await kb.complete(reference, {"name": "code", "value": "40"}, context_arguments={"book": "http"})
        expect(codes.completion.values[:2] == ["400", "401"], codes)
        await refused(-32601, kb.list_prompts())

        # Several at once; and one that nobody waits for.
        several = await asyncio.gather(*(kb.call_tool("get", {"code": str(code)}) for code in range(400, 418)))
        answered = [one.structured_content["codes"][0]["code"] for one in several]
        expect(answered == [str(code) for code in range(400, 418)], answered)
        late = asyncio.create_task(kb.call_tool("search", {"query": "x " * 30_000}))
        await asyncio.sleep(0)
        late.cancel()
        expect((await kb.call_tool("get", {"code": "404"})).structured_content, "after one that was cancelled")


async def writing():
    async with client("--write", "--author", "Li") as kb:
        tools = {tool.name for tool in (await kb.list_tools()).tools}
        expect(tools == READ | {"add_note", "edit_note"}, tools)
        new = {"code": "http:404", "text": "ask the gateway team", "request": str(uuid.uuid4()), "tags": ["nginx"]}
        first = await kb.call_tool("add_note", new)
        again = await kb.call_tool("add_note", new)
        expect(first.structured_content == again.structured_content, again)
        note = first.structured_content["notes"][0]
        expect(note["note"] == new["request"] and set(note["tags"]) == {"nginx", "assistant"}, note)
        expect(note["author"].startswith("Li via "), note)
        expect((await kb.call_tool("add_note", new | {"text": "other"})).is_error, "one request, two notes")
        change = {"note": note["note"], "revision": note["revision"], "text": "ask Wang"}
        edited = await kb.call_tool("edit_note", change)
        expect(edited.structured_content["notes"][0]["body"] == "ask Wang", edited)
        again = await kb.call_tool("edit_note", change)
        expect(again.structured_content == edited.structured_content, again)
        late = await kb.call_tool("edit_note", change | {"text": "ask Zhao"})
        expect(late.is_error and json.loads(late.content[1].text)["now"][0]["body"] == "ask Wang", late)
        for arguments in ({"code": "http:999"}, {"request": "1"}, {"text": ""}):
            expect((await kb.call_tool("add_note", new | arguments)).is_error, arguments)
    if KB.startswith("http:"):
        return
    async with client("--notes", "none", "--book", "http") as kb:
        got = await kb.call_tool("get", {"code": "404"})
        expect(got.structured_content["codes"][0]["notes"] == [], got)
        await refused(-32002 if MODE == "legacy" else -32602, kb.read_resource("kb://note/" + note["note"]))


def start():
    return subprocess.Popen([KB, "mcp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ENVIRONMENT)


def ask(kb, line, seconds=20):
    kb.stdin.write(line)
    kb.stdin.flush()
    expect(select.select([kb.stdout], [], [], seconds)[0], "no answer to %r" % line[:200])
    answer = json.loads(kb.stdout.readline())
    if "id" in answer:
        jsonrpc.jsonrpc_message_adapter.validate_python(answer)
    else:
        # By the schema it may be missing, not null; the client's own types have it otherwise.
        expect(set(answer) == {"jsonrpc", "error"} and set(answer["error"]) == {"code", "message"}, answer)
    return answer


def lines():
    """Each result is what the schema of its revision says; long lines, batches, and clients that go away."""
    kb = start()
    requests = [
        ("server/discover", {}), ("tools/list", {}), ("resources/list", {}), ("resources/templates/list", {}),
        ("resources/read", {"uri": "kb://books"}), ("resources/read", {"uri": "kb://code/http/404"}),
        ("completion/complete", {"ref": {"type": "ref/resource", "uri": "kb://code/{book}/{code}"},
                                 "argument": {"name": "book", "value": ""}}),
    ] + [("tools/call", {"name": name, "arguments": arguments}) for name, arguments in (
        ("search", {"query": "404"}), ("search", {}), ("get", {"code": "404"}), ("list_books", {}),
        ("explain_log", {"text": "HTTP/1.1 404"}))]
    for revision in ("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"):
        stateless = revision == "2026-07-28"
        information = {"name": "test", "version": "1"}
        if not stateless:
            hello = {"protocolVersion": revision, "capabilities": {}, "clientInfo": information}
            answer = ask(kb, message("initialize", hello))
            methods.validate_server_result("initialize", revision, answer["result"])
        for method, params in requests:
            if method == "server/discover" and not stateless:
                continue
            envelope = {"io.modelcontextprotocol/" + name: value for name, value in (
                ("protocolVersion", revision), ("clientCapabilities", {}), ("clientInfo", information))}
            answer = ask(kb, message(method, params | ({"_meta": envelope} if stateless else {})))
            methods.validate_server_result(method, revision, answer["result"])

    expect(ask(kb, b"[%s]\n" % message("ping", {}).strip())["error"]["code"] == -32600, "a batch")
    expect(ask(kb, b"\xff\xfe\n")["error"]["code"] == -32700, "no UTF-8")
    megabyte = "x" * (1 << 20)
    expect(ask(kb, message("tools/call", {"name": "search", "arguments": {"query": megabyte}}))["result"]["isError"], "1 MB")
    expect(ask(kb, b"[" * (1 << 20) + b"\n")["error"]["code"] == -32600, "1 MB of brackets")
    expect(ask(kb, b'{"a":' * 200_000 + b"\n")["error"]["code"] == -32700, "1 MB of braces")
    expect(ask(kb, b" " * (5 << 20) + b"\n")["error"]["code"] == -32600, "5 MB")
    expect(ask(kb, message("ping", {}))["result"] == {}, "after all that")
    log = "\n".join("2026-11-24 line %d: connect failed, status=%d" % (n, 400 + n % 100) for n in range(4000))
    answer = ask(kb, message("tools/call", {"name": "explain_log", "arguments": {"text": log}}))
    expect(len(json.dumps(answer, ensure_ascii=False).encode()) <= 17_000 and answer["result"]["structuredContent"]["more"], answer)

    # The end of the input is the end; what was asked before is answered.
    kb.stdin.write(message("ping", {}) * 3)
    kb.stdin.close()
    expect(kb.stdout.read().count(b"\n") == 3 and kb.wait(10) == 0, "the end")
    for _ in range(5):
        kb = start()
        kb.stdin.write(message("tools/call", {"name": "list_books"}) * 50)
        kb.stdin.flush()
        kb.stdout.close()
        kb.stdin.close()
        # With nobody to read, kb ends by itself; not by a signal.
        expect(kb.wait(10) >= 0, "a client that went away")


def message(method, params):
    return json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).encode() + b"\n"


if MODE == "lines":
    lines()
else:
    asyncio.run(reading())
    asyncio.run(writing())
print("ok")
