import KBDocuments
import Testing

@Suite("PostgreSQL's errcodes.txt")
struct ErrcodesReaderTests {
    private let text = """
        #
        # errcodes.txt
        #      sqlstate    E/W/S    errcode_macro_name    spec_name
        #

        Section: Class 00 - Fine

        00000    S    ERRCODE_ALL_FINE                 all_fine

        Section: Class 22 - Data

        # the standard calls it subscript
        2202E    E    ERRCODE_ARRAY_ELEMENT_ODD
        2202E    E    ERRCODE_ARRAY_SUBSCRIPT_ODD      array_subscript_odd
        22P01    W    ERRCODE_FLOAT_ODD
        """

    @Test("is known by its lines, and has a class, a level and all macros of a state")
    func reading() throws {
        let document = try DocumentReader.read(text.utf8)
        #expect(document.format == .errcodes)
        #expect(document.entries.map(\.code) == ["00000", "2202E", "22P01"])
        #expect(document.entries.map(\.name) == ["all_fine", "array_subscript_odd", "ERRCODE_FLOAT_ODD"])
        #expect(document.entries.map(\.line) == [8, 13, 15])
        #expect(
            document.entries[1].fields == [
                EntryField(name: "level", text: "error"),
                EntryField(name: "constant", text: "ERRCODE_ARRAY_ELEMENT_ODD, ERRCODE_ARRAY_SUBSCRIPT_ODD"),
                EntryField(name: "section", text: "Class 22 - Data"),
            ])
    }

    @Test("a line that is no state is an error, and so is a state in two classes")
    func errors() {
        #expect(
            diagnostics((text + "\nwhat is this\nSection: x\n00000 E ERRCODE_X\n").utf8).map(\.line) == [
                16, 18,
            ])
    }
}
