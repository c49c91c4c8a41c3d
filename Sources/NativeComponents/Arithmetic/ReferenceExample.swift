import BitArithmetic
import ComponentTypes

/// The only function of `arithmetic:overflow`.
enum ReferenceExample {
  static let package = PackageName("arithmetic", "overflow")
  static let path = FunctionPath("overflowing-add", in: InterfaceName("overflowing-add", in: package))

  static var bodies: [FunctionPath: NativeComponent.Body] {
    [
      path: { arguments, report in
        guard arguments.count == 1, case .record(let fields) = arguments[0], fields.count == 2,
          let x = Int32(fields[0]), let y = Int32(fields[1])
        else { return nil }
        let outcome = IntegerFamily.apply(.add, x, y, &report)
        return .tuple([.s32(outcome.wrapped), .bool(outcome.flag)])
      }
    ]
  }
}
