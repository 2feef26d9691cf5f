/// Paths that people name to be read.
package enum InputPath {
    /// The path that stands for standard input.
    package static let standardInput = "-"
}
