/// A number and what it counts, in English: `1 code`, `2 codes`.
package func counted(_ number: Int, _ one: String, _ many: String) -> String {
    "\(grouped(number)) \(number == 1 ? one : many)"
}
