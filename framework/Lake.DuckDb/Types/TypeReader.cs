using DuckDB.NET.Native;
using Lake.DuckDb.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace Lake.DuckDb.Types;

/// <summary>Copies a native type into a <see cref="DuckDbType"/>, which outlives it.</summary>
internal static class TypeReader
{
    /// <summary>Disposes <paramref name="handle"/>.</summary>
    public static DuckDbType Take(DuckDBLogicalType handle)
    {
        using (handle)
        {
            var type = Read(handle);
            var alias = MissingImports.TypeAlias(handle);
            return string.IsNullOrEmpty(alias) ? type : type with { Alias = alias };
        }
    }

    private static DuckDbType Read(DuckDBLogicalType handle)
    {
        var id = (DuckDbTypeId)LogicalType.DuckDBGetTypeId(handle);
        return id switch
        {
            DuckDbTypeId.Decimal => new DuckDbDecimalType(LogicalType.DuckDBDecimalWidth(handle), LogicalType.DuckDBDecimalScale(handle)),
            DuckDbTypeId.Enum => new DuckDbEnumType(EnumValues(handle)),
            DuckDbTypeId.List => new DuckDbListType(Take(LogicalType.DuckDBListTypeChildType(handle))),
            DuckDbTypeId.Array => new DuckDbArrayType(Take(LogicalType.DuckDBArrayTypeChildType(handle)), checked((int)LogicalType.DuckDBArrayVectorGetSize(handle))),
            DuckDbTypeId.Map => new DuckDbMapType(Take(LogicalType.DuckDBMapTypeKeyType(handle)), Take(LogicalType.DuckDBMapTypeValueType(handle))),
            DuckDbTypeId.Struct => new DuckDbStructType(StructFields(handle)),
            DuckDbTypeId.Union => new DuckDbUnionType(UnionMembers(handle)),
            _ => new DuckDbPlainType(id),
        };
    }

    private static string[] EnumValues(DuckDBLogicalType handle)
    {
        var values = new string[LogicalType.DuckDBEnumDictionarySize(handle)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = LogicalType.DuckDBEnumDictionaryValue(handle, i);
        }

        return values;
    }

    private static DuckDbField[] StructFields(DuckDBLogicalType handle)
    {
        var fields = new DuckDbField[LogicalType.DuckDBStructTypeChildCount(handle)];
        for (var i = 0; i < fields.Length; i++)
        {
            var name = LogicalType.DuckDBStructTypeChildName(handle, i);
            fields[i] = new DuckDbField(name, Take(LogicalType.DuckDBStructTypeChildType(handle, i)));
        }

        return fields;
    }

    private static DuckDbField[] UnionMembers(DuckDBLogicalType handle)
    {
        var members = new DuckDbField[MissingImports.UnionCount(handle)];
        for (var i = 0; i < members.Length; i++)
        {
            var name = MissingImports.UnionName(handle, (ulong)i) ?? "";
            members[i] = new DuckDbField(name, Take(MissingImports.UnionMember(handle, (ulong)i)));
        }

        return members;
    }
}
