extension LineScanner {
    /// Counts the lines of a text, the last of which may lack its line feed.
    package func count(_ text: String, into counts: inout CodeCounts) {
        var text = text
        text.withUTF8 { count($0, into: &counts) }
    }
}
