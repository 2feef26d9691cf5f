import KBCore

extension ImportPlan {
    /// Whether more than a fifth of the book would be retired.
    var retiresTooMuch: Bool { retired * 5 > activeBefore }
}
