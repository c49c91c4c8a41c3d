import ComponentTypes
import Foundation

/// The shared conformance data, where it is there.
enum SharedData {
  static let folder = ProcessInfo.processInfo.environment["WITSCOPE_SHARED"]

  /// The names of a folder's files that end in something, without that, in order.
  static func names(in path: String, ending: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(folder ?? "")/\(path)").filter { $0.hasSuffix(ending) }
      .map { String($0.dropLast(ending.count)) }.sorted()
  }

  static func text(_ path: String) throws -> String {
    try String(contentsOfFile: "\(folder ?? "")/\(path)", encoding: .utf8)
  }
}

/// The functions that the reference's cases call, as the WIT beside them declares them.
let uiFunctions: [String: [FunctionType.Parameter]] = {
  let keywordLabels = ["true", "false", "some", "none", "ok", "err", "inf", "nan"]
  let unit = ValueType(.result(ok: nil, error: nil))
  let optional = ValueType(.option(.u8))
  return [
    "nullary": [], "f32": [.init("val", .f32)], "list-f32": [.init("vals", ValueType(.list(.f32)))],
    "f64": [.init("val", .f64)], "list-f64": [.init("vals", ValueType(.list(.f64)))],
    "char": [.init("val", .char)], "list-chars": [.init("vals", ValueType(.list(.char)))],
    "string": [.init("val", .string)], "list-strings": [.init("vals", ValueType(.list(.string)))],
    "option-u8": [.init("opt", optional)], "result-ok-u8": [.init("res", ValueType(.result(ok: .u8, error: nil)))],
    "result-err-u8": [.init("res", ValueType(.result(ok: nil, error: .u8)))],
    "result-both-u8": [.init("res", ValueType(.result(ok: .u8, error: .u8)))],
    "result-no-payloads": [.init("res", unit)],
    "basic-record": [.init("rec", ValueType(.record([.init("required", .u8), .init("optional", optional)])))],
    "optional-fields-record": [.init("rec", ValueType(.record([.init("a", optional), .init("b", optional)])))],
    "keyword-fields-record": [
      .init(
        "rec",
        ValueType(
          .record(
            zip(keywordLabels, [.bool, .bool, optional, optional, unit, unit, .f32, .f32]).map { .init($0, $1) })))
    ],
    "hand-enum": [.init("enm", ValueType(.enumeration([.init("left"), .init("right")])))],
    "keyword-cases-enum": [.init("enm", ValueType(.enumeration(keywordLabels.map { .init($0) })))],
    "permission-flags": [.init("flgs", ValueType(.flags([.init("read"), .init("write")])))],
  ]
}()

/// The parameter types of the zoo's functions, by the end of their name: `echo-X` takes and gives an X.
let zooTypes: [String: ValueType] = {
  let point = ValueType(.record([.init("x", .s32), .init("y", .s32)]))
  let pointsType = ValueType(.list(point))
  let color = ValueType(.enumeration(["red", "green", "blue"].map { .init($0) }))
  let shape = ValueType(
    .variant([
      .init("circle", .f64), .init("rectangle", ValueType(.tuple([.f64, .f64]))), .init("polygon", pointsType),
      .init("empty"), .init("named", .string),
    ]))
  func option(_ type: ValueType) -> ValueType { ValueType(.option(type)) }
  func list(_ type: ValueType) -> ValueType { ValueType(.list(type)) }
  func result(_ ok: ValueType?, _ error: ValueType?) -> ValueType { ValueType(.result(ok: ok, error: error)) }
  func flags(_ names: [String]) -> ValueType { ValueType(.flags(names.map { .init($0) })) }
  let wide: [ValueType] = [.u8, .u16, .u32, .u64, .f32, .f64]
  return [
    "bool": .bool, "u8": .u8, "s8": .s8, "u16": .u16, "s16": .s16, "u32": .u32, "s32": .s32, "u64": .u64, "s64": .s64,
    "f32": .f32, "f64": .f64, "char": .char, "string": .string, "list-u8": list(.u8), "list-bool": list(.bool),
    "list-string": list(.string), "list-f64": list(.f64), "list-char": list(.char), "list-point": pointsType,
    "list-color": list(color), "tuple1": ValueType(.tuple([.u8])),
    "tuple4": ValueType(.tuple([.u8, .u16, .u32, .u64])),
    "tuple-nested": ValueType(
      .tuple([.bool, ValueType(.tuple([.s8, ValueType(.tuple([.string, .s64]))]))])),
    "color": color, "perms": flags(["read", "write", "exec"]), "seventeen": flags((0..<17).map { "s\($0)" }),
    "thirty-two": flags((0..<32).map { "b\($0)" }), "point": point,
    "mixed": ValueType(
      .record([.init("a", .u8), .init("b", .u64), .init("c", .bool), .init("d", .f32), .init("e", .string)])),
    "person": ValueType(
      .record([
        .init("name", .string), .init("age", .u8), .init("email", option(.string)), .init("tags", list(.string)),
        .init("pos", point),
      ])),
    "wide-rec": ValueType(.record((0..<18).map { .init("f\($0)", wide[$0 % 6]) })), "shape": shape,
    "joiny": ValueType(
      .variant([
        .init("a", .f32), .init("b", .u64), .init("c", .string), .init("d", .f64), .init("e"),
        .init("f", ValueType(.tuple([.u32, .f32]))), .init("g", .u8),
      ])),
    "branch": ValueType(
      .record([
        .init("label", .string), .init("kids", list(ValueType(.tuple([.u32, option(result(point, shape))])))),
      ])),
    "option-u8": option(.u8), "option-string": option(.string), "option-option": option(option(.u32)),
    "result": result(.u32, .string), "result-err": result(nil, .string), "result-ok": result(.u32, nil),
    "result-unit": result(nil, nil), "result-list": result(list(.u8), color),
    "deep": list(option(result(point, shape))),
  ]
}()
