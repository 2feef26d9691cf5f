import Foundation
import Testing

@Suite("files that are not knowledge bases")
struct WrongFileTests {
    @Test("reading a missing file is status 66, and makes none")
    func missing() throws {
        let program = try Program()
        let run = try program.run("list")
        #expect(run.status == 66)
        #expect(run.errors.contains(program.database.path))
        #expect(!FileManager.default.fileExists(atPath: program.database.path))
    }

    @Test(
        "what is not ours is left as it is",
        arguments: [
            ("", 66),
            (
                "not a database, but long enough to have a header of one hundred bytes, which is what SQLite reads first of all",
                66
            ),
        ])
    func text(content: String, status: Int32) throws {
        let program = try Program()
        try program.write(content, to: "kb.db")
        let document = try program.write("1 One 一。\n", to: "codes.txt")
        for command in [["list"], ["import", document]] {
            #expect(try program.run(command).status == status, "\(command)")
            #expect(try Data(contentsOf: program.database) == Data(content.utf8))
        }
    }

    @Test(
        "another program's database, and a newer kb's, are left as they are",
        .enabled(if: Tool.sqlite3.exists))
    func foreign() throws {
        for (script, status) in [
            ("PRAGMA application_id = 7; CREATE TABLE t (x);", 66), ("CREATE TABLE t (x);", 66),
            ("PRAGMA application_id = 0x6B623031; PRAGMA user_version = 99; CREATE TABLE codes (x);", 2),
        ] {
            let program = try Program()
            try Tool.sqlite3.run(in: program, [program.database.path, script])
            let before = try program.state()
            let document = try program.write("1 One 一。\n", to: "codes.txt")
            for command in [["list"], ["import", document], ["doctor"]] {
                #expect(try program.run(command).status == Int32(status), "\(command) \(script)")
            }
            #expect(try program.state() == before)
        }
    }

    @Test("a folder in the place of the file is status 66")
    func folder() throws {
        let program = try Program()
        #expect(try program.run("list", "--db", program.folder.path).status == 66)
    }
}
