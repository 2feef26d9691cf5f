import Foundation
import Testing

@Suite("kb import with the name of a book")
struct SuppliedBooksCommandTests {
    /// A program with the books beside it, as `make install` puts them, and a folder to work in.
    private struct Installed {
        let program: Program
        let binary: String

        init() throws {
            program = try Program()
            let prefix = program.folder.appendingPathComponent("prefix")
            let files = FileManager.default
            for folder in ["bin", "share/kb"] {
                try files.createDirectory(
                    at: prefix.appendingPathComponent(folder), withIntermediateDirectories: true)
            }
            binary = prefix.appendingPathComponent("bin/kb").path
            try files.copyItem(at: Program.binary, to: URL(fileURLWithPath: binary))
            try files.copyItem(
                at: Program.root.appendingPathComponent("seed"),
                to: prefix.appendingPathComponent("share/kb/seed"))
        }

        func run(_ arguments: String...) throws -> Program.Run { try program.tool(binary, arguments) }
    }

    @Test("imports it from where kb is installed, with its aliases, into the book of that name")
    func byName() throws {
        let installed = try Installed()
        let run = try installed.run("import", "grpc")
        #expect(run.status == 0 && run.output.hasPrefix("17 added to grpc, "))
        #expect(run.errors.contains("prefix/share/kb/seed/grpc.aliases.tsv"))
        #expect(try installed.run("import", "HTTP").output.hasPrefix("63 added to http, "))
        #expect(try installed.run("import", "dns", "--book", "names").output.hasPrefix("20 added to names"))
        #expect(try installed.run("query", "grpc-status: 14", "-n1").output.hasPrefix("UNAVAILABLE "))
        // What another codes.txt was imported into does not matter to a name.
        try installed.program.write("1 One 一。\n", to: "codes.txt")
        #expect(try installed.run("import", "codes.txt", "--book", "own").status == 0)
        #expect(try installed.run("import", "http").output == "nothing changed in http\n")
    }

    @Test("shows the text in the language of the reader, and the document's own on its page")
    func languages() throws {
        let installed = try Installed()
        let run = try installed.run("import", "tls")
        #expect(run.output.hasPrefix("34 added to tls, 34 translations, "))
        func lines(_ language: String, _ arguments: String...) throws -> [String] {
            try installed.program.run(arguments, environment: ["KB_LANG": language]).lines
        }
        let english = "    The issuer has revoked the certificate; get a new one."
        #expect(try lines("en", "query", "tls 44").contains(english))
        #expect(try lines("en", "query", "证书已吊销").contains(english))
        #expect(try lines("zh", "query", "tls 44").contains { $0.contains("签发者已经撤销") })
        // What was looked for in Chinese is shown in Chinese.
        #expect(try lines("en", "query", "签发者已经撤销").contains { $0.contains("签发者已经撤销") })
        let page = try lines("en", "show", "tls:44")
        #expect(page.contains(english) && page.contains { $0.contains("签发者已经撤销") })
        #expect(try !lines("zh", "show", "tls:44").contains(english))
        let json = try installed.program.run("show", "tls:44", "--json").output
        #expect(json.contains("签发者已经撤销") && json.contains("The issuer has revoked"))
    }

    @Test("lists the books without a name, and all of them can be imported")
    func list() throws {
        let installed = try Installed()
        let run = try installed.run("import")
        #expect(run.status == 0 && run.lines.count == 15)
        #expect(run.output.contains("\ngrpc       gRPC status codes\n"))
        for line in run.lines {
            let name = String(line.prefix { $0 != " " })
            let imported = try installed.run("import", name)
            #expect(imported.status == 0 && imported.output.contains(" added to \(name)"), "\(name)")
        }
    }

    @Test("takes a file of that name first, and offers books for a name that is neither")
    func others() throws {
        let installed = try Installed()
        try installed.program.write("7 Seven 七。\n", to: "grpc")
        #expect(try installed.run("import", "grpc").output == "1 added to grpc\n")
        let typo = try installed.run("import", "redsi")
        #expect(typo.status == 66 && typo.errors.contains("did you mean kb import redis"))
        let other = try installed.run("import", "kafka")
        #expect(other.status == 66 && other.errors.contains("these come with kb: http, errno, "))
        let path = try installed.run("import", "kafka.csv")
        #expect(path.status == 66 && path.errors.contains("error: no such file: kafka.csv\n"))
    }

    @Test("says where the books should be where there are none")
    func none() throws {
        let run = try Program().run("import")
        #expect(run.status == 66 && run.errors.contains("share/kb/seed"))
        let named = try Program().run("import", "http")
        let hint = "the books that come with kb are not installed (share/kb/seed); make install installs them"
        #expect(named.status == 66 && named.errors == "error: no such file: http\nhint: \(hint)\n")
    }
}
