using System.Runtime.InteropServices;
using Lake.DuckDb.Handles;
using Lake.DuckDb.Types;

namespace Lake.DuckDb.Native;

/// <summary>The header's section "Logical Type Interface". Returned texts are freed with <see cref="Memory.Free"/>.</summary>
internal static unsafe partial class LogicalTypes
{
    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_destroy_logical_type")]
    public static partial void Destroy(nint* type);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_get_type_id")]
    public static partial DuckDbTypeId GetId(LogicalTypeHandle type);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_logical_type_get_alias")]
    public static partial byte* GetAlias(LogicalTypeHandle type);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_decimal_width")]
    public static partial byte DecimalWidth(LogicalTypeHandle type);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_decimal_scale")]
    public static partial byte DecimalScale(LogicalTypeHandle type);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_enum_dictionary_size")]
    public static partial uint EnumSize(LogicalTypeHandle type);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_enum_dictionary_value")]
    public static partial byte* EnumValue(LogicalTypeHandle type, ulong index);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_list_type_child_type")]
    public static partial LogicalTypeHandle ListChild(LogicalTypeHandle type);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_array_type_child_type")]
    public static partial LogicalTypeHandle ArrayChild(LogicalTypeHandle type);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_array_type_array_size")]
    public static partial ulong ArraySize(LogicalTypeHandle type);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_map_type_key_type")]
    public static partial LogicalTypeHandle MapKey(LogicalTypeHandle type);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_map_type_value_type")]
    public static partial LogicalTypeHandle MapValue(LogicalTypeHandle type);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_struct_type_child_count")]
    public static partial ulong StructCount(LogicalTypeHandle type);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_struct_type_child_name")]
    public static partial byte* StructName(LogicalTypeHandle type, ulong index);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_struct_type_child_type")]
    public static partial LogicalTypeHandle StructChild(LogicalTypeHandle type, ulong index);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_union_type_member_count")]
    public static partial ulong UnionCount(LogicalTypeHandle type);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_union_type_member_name")]
    public static partial byte* UnionName(LogicalTypeHandle type, ulong index);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_union_type_member_type")]
    public static partial LogicalTypeHandle UnionMember(LogicalTypeHandle type, ulong index);
}
