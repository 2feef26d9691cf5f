import Foundation
import Testing

/// Commands that list something.
enum Listings {
    /// What all of them can list: seed, notes, annotations, tags, a log.
    static func program() throws -> Program {
        let program = try Program.seeded()
        let text = "请求失败，请求所希望得到的资源未被在服务器上发现，先看网关的日志，再看后端。 see also the gateway's error.log"
        for run in [
            try program.run("note", "add", "404", text, "--tag", "网关", "--author", "张三"),
            try program.run("note", "add", "502", "先看 nginx 的 error.log"),
            try program.run("annotate", "404", "410状态码", "我们只用 404"),
        ] { try #require(run.status == 0, "\(run.errors)") }
        try program.write(
            ScanCommandTests.log([("200", 700), ("301", 20), ("404", 90), ("418", 1), ("503", 30)]),
            to: "a.log")
        return program
    }

    /// Command lines, one for each kind of output.
    static let some: [[String]] = [
        [], ["query", "请求", "--explain"], ["query", "wgcs"], ["show", "404", "502", "203"], ["list"],
        ["note", "list"], ["tag", "list"], ["alias", "list", "503"], ["synonym", "list"], ["stats"],
        ["scan", "a.log"], ["config"], ["help", "import"],
    ]

    /// Every command that lists something.
    static let all =
        some + [
            ["annotation", "list"], ["alias", "list"], ["help"], ["help", "exit-status"],
            ["query", "--help"], ["--help"],
        ]
}
