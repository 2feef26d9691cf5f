import Foundation

/// A program `kb-remote-shelf`, which keeps everything in one file, as docs/sync.md says a remote does.
package enum ShelfProgram {
    /// Writes the program into a folder; returns its path.
    @discardableResult
    package static func write(to folder: URL) throws -> String {
        let path = folder.appendingPathComponent("kb-remote-shelf").path
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return path
    }

    private static let text = """
        #!/usr/bin/python3 -IS
        import json, os, sys
        path = None
        for line in sys.stdin:
            question = json.loads(line)
            if "hello" in question:
                path = question["hello"]["url"].removeprefix("shelf://")
                answer = {"hello": {}}
            kept = json.load(open(path)) if os.path.exists(path) else {"segments": [], "documents": {}}
            vector = {}
            for segment in kept["segments"]:
                vector[segment["log"]] = [segment["first"] + len(segment["lines"]) - 1, segment["hash"]]
            if "state" in question:
                answer = {"vector": vector}
            elif "pull" in question:
                for log, after, last in question["pull"]:
                    for segment in kept["segments"]:
                        if segment["log"] == log and segment["first"] + len(segment["lines"]) > after + 1:
                            print(json.dumps(segment))
                answer = {"end": True}
            elif "push" in question:
                for segment in question["push"]["segments"]:
                    if segment["first"] + len(segment["lines"]) - 1 > vector.get(segment["log"], [0])[0]:
                        kept["segments"].append(segment)
                kept["documents"].update(question["push"]["documents"])
                json.dump(kept, open(path, "w"))
                answer = {"end": True}
            elif "document" in question:
                answer = {"document": kept["documents"].get(question["document"][0])}
            print(json.dumps(answer), flush=True)

        """
}
