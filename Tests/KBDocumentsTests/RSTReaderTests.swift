import KBDocuments
import Testing

@Suite("reStructuredText")
struct RSTReaderTests {
    /// Returns `line code name | description` for each entry.
    private func read(_ text: String, _ format: DocumentFormat? = nil) throws -> [String] {
        try DocumentReader.read(text.utf8, format: format).entries.map {
            "\($0.line) \($0.code) \($0.name) | \($0.description)"
        }
    }

    @Test("a document without tables has its codes in headings")
    func headings() throws {
        let text = """
            Faults
            ======

            F001 - Overcurrent
            ------------------

            Cable short.

            F002 - Overvoltage
            ------------------

            Fit a resistor.
            """
        #expect(
            try read(text, .rst) == [
                "4 F001 Overcurrent | Cable short.", "9 F002 Overvoltage | Fit a resistor.",
            ])
    }

    @Test("reads every kind of table with a code column, without the marks in its cells")
    func tables() throws {
        let text = """
            Error codes
            ===========

            .. note:: Returned by the daemon.

            +----------+-------------------+--------------------------------+
            | Code     | Name              | Description                    |
            +==========+===================+================================+
            | 1001     | ``E_DOOR``        | The door is open. *Close* it   |
            |          |                   | and see :ref:`doors <door>`.   |
            +----------+-------------------+--------------------------------+
            | 1002     | 电池低            | 更换                           |
            |          |                   | 电池。                         |
            +----------+-------------------+--------------------------------+

            =====  ==========  =======================
            Code   Name        Meaning
            =====  ==========  =======================
            2001   ``E_RAIN``  It rains. Take an
                               umbrella.

            2002   *E_SNOW*    It snows a lot, more than one line is wide
            =====  ==========  =======================

            ======  =====
            colour  value
            ======  =====
            red     ff
            ======  =====

              .. list-table:: More
                 :header-rows: 1
                 :widths: 10 20 40

                 * - Code
                   - Name
                   - Description
                 * - 3001
                   - `E_FOG`
                   - Fog,
                     drive slowly.

                     - Or wait.
                 * - 3002
                   - E_ICE
                   -

            .. csv-table::
               :header: "Code", "Name", "Description"
               :widths: 10, 40, 50

               4001, "E_HAIL", "Hail, take cover"
               4002, E_SUN, \\*hot\\*
            """
        #expect(
            try read(text) == [
                "9 1001 E_DOOR | The door is open. Close it and see doors.", "12 1002 电池低 | 更换电池。",
                "19 2001 E_RAIN | It rains. Take an umbrella.",
                "22 2002 E_SNOW | It snows a lot, more than one line is wide",
                "38 3001 E_FOG | Fog, drive slowly.\n- Or wait.", "44 3002 E_ICE | ",
                "52 4001 E_HAIL | Hail, take cover", "53 4002 E_SUN | *hot*",
            ])
    }

    @Test("a cell of several rows or columns stands in each of them")
    func spans() throws {
        let text = """
            +------+--------+----------+
            | Code | Name   | 级别     |
            +======+========+==========+
            | 1    | A      | high or  |
            +------+--------+ higher   |
            | 2    | B      |          |
            +------+--------+----------+
            | 3    | Both of these     |
            +------+-------------------+
            """
        let entries = try DocumentReader.read(text.utf8).entries
        #expect(entries.map(\.name) == ["A", "B", "Both of these"])
        #expect(
            entries.map { $0.fields.map(\.text) } == [
                ["high or higher"], ["high or higher"], ["Both of these"],
            ])
        #expect(entries.map(\.line) == [4, 6, 8])
    }

    @Test("reads a table as database programs print it, with one row a line")
    func printed() throws {
        let text = """
            mysql> select * from codes;
            +------+---------+----------+
            | code | name    | msg      |
            +------+---------+----------+
            | 1001 | E_PAPER | 缺纸     |
            | 1002 | E_INK   | a | b    |
            +------+---------+----------+
            2 rows in set (0.00 sec)
            """
        #expect(try read(text) == ["5 1001 E_PAPER | 缺纸", "6 1002 E_INK | a | b"])
    }

    @Test("a document without such a table is an error, which says what the columns may be")
    func errors() {
        #expect(diagnostics("Title\n=====\n\ntext\n".utf8, format: .rst).map(\.kind) == [.missingTable])
        let text = "===  ====\nfoo  bar\n===  ====\nE1   Bad\nE2   Worse\n===  ====\n"
        #expect(
            diagnostics(text.utf8, format: .rst) == [
                Diagnostic(
                    line: 2,
                    kind: .missingColumn(
                        .code, header: ["foo", "bar"], suggestion: ColumnMapping(code: "foo", name: "bar")))
            ])
        #expect(
            diagnostics("+---+---+\n|code|name|\n+===+===+\n".utf8, format: .rst).map(\.kind) == [.empty])
    }

    @Test(
        "what is cut off or has no end is no trouble",
        arguments: [
            "+--", "+-+\n|", "== ==\na b", "====  ====\ncode  name\n====  ====", ".. csv-table::",
            ".. list-table::\n * -",
        ])
    func rests(text: String) {
        #expect(!diagnostics(text.utf8, format: .rst).isEmpty)
        #expect(!diagnostics(String(repeating: text + "\n", count: 2000).utf8, format: .rst).isEmpty)
    }
}
