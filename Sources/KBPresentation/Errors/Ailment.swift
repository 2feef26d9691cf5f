import KBCore

/// A knowledge base that is not as it should be.
package struct Ailment: ReportableError {
    package var faults: [HealthFault]
    package var path: String
    package var wasRepaired: Bool

    package init(faults: [HealthFault], path: String, wasRepaired: Bool) {
        self.faults = faults
        self.path = path
        self.wasRepaired = wasRepaired
    }

    package var report: ErrorReport {
        ErrorReport(faults.map(\.text), hint: hint, .failed)
    }

    private var hint: String? {
        if faults.contains(where: { if case .damaged = $0 { true } else { false } }) || wasRepaired {
            return message(
                zh:
                    "用备份恢复（kb restore），或抢救还能读的：kb export codes --salvage、kb export notes --salvage",
                en: """
                    restore a backup with kb restore, or rescue what can be read: kb export codes --salvage, \
                    kb export notes --salvage
                    """)
        }
        guard faults.contains(where: \.isRepairable) else { return nil }
        return message(
            zh: "先 kb backup 留一份，再 kb doctor --repair",
            en: "keep a copy with kb backup, then run kb doctor --repair")
    }
}
