using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using DuckDB.NET.Native;

namespace Lake.DuckDb.Native;

/// <summary>What DuckDB.NET.Bindings does not import, or imports in a form that we cannot use, each with the reason.</summary>
internal static unsafe partial class MissingImports
{
    /// <summary>The package's name for the library, so that both load the same one.</summary>
    private const string Library = "duckdb";

    /// <summary>Absent.</summary>
    [LibraryImport(Library, EntryPoint = "duckdb_get_table_names", StringMarshalling = StringMarshalling.Utf8)]
    public static partial DuckDBValue GetTableNames(
        DuckDBNativeConnection connection, string query, [MarshalAs(UnmanagedType.U1)] bool qualified);

    /// <summary>Absent, as is the next: elements of a list value.</summary>
    [LibraryImport(Library, EntryPoint = "duckdb_get_list_size")]
    public static partial ulong ListSize(DuckDBValue value);

    [LibraryImport(Library, EntryPoint = "duckdb_get_list_child")]
    public static partial DuckDBValue ListChild(DuckDBValue value, ulong index);

    /// <summary>Absent, as are the next three: what a prepared statement is and would return.</summary>
    [LibraryImport(Library, EntryPoint = "duckdb_prepared_statement_type")]
    public static partial DuckDBStatementType StatementType(DuckDBPreparedStatement prepared);

    [LibraryImport(Library, EntryPoint = "duckdb_prepared_statement_column_count")]
    public static partial ulong ColumnCount(DuckDBPreparedStatement prepared);

    [LibraryImport(Library, EntryPoint = "duckdb_prepared_statement_column_name")]
    [return: MarshalUsing(typeof(DuckDBCallerOwnedStringMarshaller))]
    public static partial string? ColumnName(DuckDBPreparedStatement prepared, ulong column);

    [LibraryImport(Library, EntryPoint = "duckdb_prepared_statement_column_logical_type")]
    public static partial DuckDBLogicalType ColumnLogicalType(DuckDBPreparedStatement prepared, ulong column);

    /// <summary>The package gives the index four bytes, the library writes eight.</summary>
    [LibraryImport(Library, EntryPoint = "duckdb_bind_parameter_index", StringMarshalling = StringMarshalling.Utf8)]
    public static partial DuckDBState ParameterIndex(DuckDBPreparedStatement prepared, out ulong index, string name);

    /// <summary>Absent: <c>JSON</c> and other names given to types.</summary>
    [LibraryImport(Library, EntryPoint = "duckdb_logical_type_get_alias")]
    [return: MarshalUsing(typeof(DuckDBCallerOwnedStringMarshaller))]
    public static partial string? TypeAlias(DuckDBLogicalType type);

    /// <summary>Absent, as are the next two: members of unions.</summary>
    [LibraryImport(Library, EntryPoint = "duckdb_union_type_member_count")]
    public static partial ulong UnionCount(DuckDBLogicalType type);

    [LibraryImport(Library, EntryPoint = "duckdb_union_type_member_name")]
    [return: MarshalUsing(typeof(DuckDBCallerOwnedStringMarshaller))]
    public static partial string? UnionName(DuckDBLogicalType type, ulong index);

    [LibraryImport(Library, EntryPoint = "duckdb_union_type_member_type")]
    public static partial DuckDBLogicalType UnionMember(DuckDBLogicalType type, ulong index);

    /// <summary>Absent.</summary>
    [LibraryImport(Library, EntryPoint = "duckdb_create_time_ns")]
    public static partial DuckDBValue CreateTimeNs(long nanoseconds);

    /// <summary>The package's ends at the first NUL in the text.</summary>
    [LibraryImport(Library, EntryPoint = "duckdb_create_varchar_length")]
    public static partial DuckDBValue CreateVarchar(byte* text, ulong length);

    /// <summary>Absent: a cell of any type.</summary>
    [LibraryImport(Library, EntryPoint = "duckdb_append_value")]
    public static partial DuckDBState Append(DuckDBAppender appender, DuckDBValue value);

    /// <summary>The package's takes a string, not bytes, and counts its length in 32 bits where the library reads 64.</summary>
    [LibraryImport(Library, EntryPoint = "duckdb_append_varchar_length")]
    public static partial DuckDBState AppendVarchar(DuckDBAppender appender, byte* text, ulong length);
}
