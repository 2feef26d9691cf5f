import Testing

@testable import KBCore

@Suite("codes as rows")
struct CodeTests {
    @Test("the columns that a code is read from have the names of the table's, in their order")
    func columns() {
        #expect(Code.columns == Code.Column.allCases.map { "\($0)" }.joined(separator: ", "))
        #expect(Code.columns(of: "c").hasPrefix("c.id, c.book, "))
    }
}
