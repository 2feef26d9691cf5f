import KBPresentation

extension Table {
    /// Prints the rows.
    func show(on terminal: Terminal) throws {
        try Pager.show(lines(on: terminal), on: terminal)
    }
}
